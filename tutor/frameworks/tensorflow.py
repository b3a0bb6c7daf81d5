"""TensorFlow, under any of the names by which indexes carry it."""

from tutor.frameworks.base import Framework

TENSORFLOW = Framework(
    key="tensorflow",
    title="TensorFlow",
    module="tensorflow",
    distributions=("tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos", "tf-nightly"),
    extra="tensorflow",
    website="https://www.tensorflow.org",
)
