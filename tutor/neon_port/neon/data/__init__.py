"""Data iterators and data sets. Iterators yield (inputs, targets) as tensors of shape (features, batch)."""

from neon.data.dataiterator import ArrayIterator, NervanaDataIterator
from neon.data.datasets import Dataset
from neon.data.hdf5iterator import HDF5Iterator, HDF5IteratorAutoencoder, HDF5IteratorOneHot
from neon.data.image import CIFAR10, DUMMY, MNIST
from neon.data.imagecaption import Coco, Flickr8k, Flickr30k, ImageCaption, ImageCaptionTest
from neon.data.questionanswer import BABI, QA
from neon.data.text import IMDB, PTB, SICK, HutterPrize, Shakespeare, Text
from neon.data.ticker import CopyTask, PrioritySortTask, RepeatCopyTask, Ticker

__all__ = [
    "BABI",
    "CIFAR10",
    "DUMMY",
    "IMDB",
    "MNIST",
    "PTB",
    "QA",
    "SICK",
    "ArrayIterator",
    "Coco",
    "CopyTask",
    "Dataset",
    "Flickr8k",
    "Flickr30k",
    "HDF5Iterator",
    "HDF5IteratorAutoencoder",
    "HDF5IteratorOneHot",
    "HutterPrize",
    "ImageCaption",
    "ImageCaptionTest",
    "NervanaDataIterator",
    "PrioritySortTask",
    "RepeatCopyTask",
    "Shakespeare",
    "Text",
    "Ticker",
]
