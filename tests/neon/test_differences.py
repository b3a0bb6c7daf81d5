"""Every row of the port's table of differences is held by a test, and this page says by which."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
README = HERE.parents[1] / "tutor" / "neon_port" / "README.md"

GRADIENTS = "test_weight_gradients_agree_with_finite_differences"

HELD_BY = {
    # tensors and op-trees
    "`list(t)`, `for row in t`, `max(t)`": "test_iterating_a_tensor_is_refused_by_name",
    "`t * np.float32(2)`, `np.int64(2) + t`, `t * np.ones(…)`, `be.maximum(t, np.float32(0))`": (
        "test_numpy_scalars_and_arrays_do_not_mix_with_tensors test_python_numbers_and_float64_mix"
    ),
    "`np.array(t)`, `np.asarray(t)`": "test_numpy_does_not_convert_a_tensor_behind_ones_back",
    "`t[5]` out of range": "test_an_index_out_of_range_raises",
    "`t[np.int64(1)]`": "test_a_numpy_integer_index_means_the_row",
    "`t[[0]] = 9`": "test_assigning_through_a_list_is_refused",
    "`t[True]`, `be.sum(t, keepdims=False)`": "test_truth_values_as_index_and_dropped_dimensions_are_refused",
    "`be.zeros((layer.out_shape, 2))`, a shape among the sizes": "test_a_layer_shape_among_the_sizes_is_named",
    "`t += 1`": "test_in_place_addition_warns_that_the_tensor_stays",
    "`if t == u`, `if t[0, 0]`, `while be.sum(t)`": "test_truth_of_lazy_values_is_refused",
    "`float(t)`, `t @ u`, `x in t`": (
        "test_a_tensor_is_no_number test_the_matrix_product_operator_names_be_dot "
        "test_membership_of_a_tensor_is_refused"
    ),
    "`t[:] = array` of another size, `be.array(…, dtype=np.int64)`": (
        "test_an_array_of_another_size_is_not_assigned test_int64_is_no_tensor_type "
        "test_only_numbers_tensors_and_arrays_are_assigned"
    ),
    "`a + b` with shapes that do not fit": "test_shapes_that_do_not_fit_are_named_when_the_tree_is_built",
    "op-trees of three dimensions and more": "test_the_shape_of_a_tree_is_right_in_three_dimensions",
    "`be.std(a, out=t)`": "test_std_into_a_tensor_is_not_the_variance",
    "`be.finite`, `be.take`, `be.argmax(axis=None)`": ("test_finite_and_take_work test_argmax_over_all_elements_works"),
    "`be.compound_dot(…, alpha=2)` with `beta=0`": "test_compound_dot_keeps_alpha_without_beta",
    "`be.onehot` with a label outside the classes": "test_onehot_names_a_label_outside_the_classes",
    "`tree.asnumpyarray()` of a deep tree": "test_a_tree_of_ten_thousand_operations_is_evaluated",
    "`Autodiff` of safelog, rint, …": "test_autodiff_names_the_operation_without_gradient",
    "`Autodiff` with respect to a tensor used through a slice": "test_the_gradient_of_a_slice_stands_in_its_place",
    "`Autodiff` in a loop": "test_autodiff_lets_go_of_its_trees",
    # backend and layers
    "`Dropout`, `BatchNorm`, `GeneralizedCost`, an iterator … before `gen_backend`": (
        "test_a_layer_before_gen_backend_says_what_to_call test_a_data_iterator_before_gen_backend_says_what_to_call"
    ),
    "`gen_backend()` without batch_size, then a model": "test_no_batch_size_is_named",
    "`gen_backend('gpu')`, `'mkl'`, a misspelt name": "test_other_backends_are_answered_helpfully",
    "automatic names": "test_automatic_names_count_up",
    "`init=ndarray`": "test_an_activation_class_and_an_array_as_init_are_named",
    "`activation=Tanh` (the class)": "test_an_activation_class_and_an_array_as_init_are_named",
    "a class or an activation where an object is due: `[Linear(…), Tanh()]`, `GeneralizedCost(SumSquared)`, "
    "`eval(data, Accuracy)`": "test_classes_and_activations_are_no_layers_costs_or_metrics",
    "`Dropout(keep=0)`, `Dropout(keep=1.5)`": "test_a_share_that_dropout_cannot_keep_is_named",
    "`Conv` of data without an image shape, `Reshape` to another number, inputs of another width": (
        "test_shapes_that_layers_cannot_take_are_named"
    ),
    "a window larger than the image": "test_shapes_that_layers_cannot_take_are_named",
    "`strides={'stride_h': 2}`": "test_shapes_that_layers_cannot_take_are_named",
    "`GRU` without gate_activation, `Recurrent` without activation": (
        "test_recurrent_layers_name_the_activation_that_is_missing"
    ),
    "first layer that works in place": "test_a_first_layer_that_works_in_place_is_refused",
    "`Logistic()` with `CrossEntropyBinary`": (
        "test_logistic_with_binary_cross_entropy_warns_of_the_double_derivative test_the_right_pairs_do_not_warn"
    ),
    "`Softmax()` with a cost other than `CrossEntropyMulti`": "test_softmax_under_another_cost_warns",
    "`Pooling` of windows over 256 inputs": "test_pooling_windows_over_256_propagate_back",
    "`Reshape` before a convolution": GRADIENTS,
    "`BiRNN`, `BiLSTM` as a model's first layer": "test_bidirectional_layers_may_be_first",
    "`BiBNRNN`": GRADIENTS,
    "`DeepBiLSTM`, `BiLSTM(split_inputs=True)`": GRADIENTS,
    "`LSTM` that begins with a state from elsewhere (`Seq2Seq`, `SkipThought`)": (
        "test_skip_thought_differentiates_encoder_and_decoders test_seq2seq_sends_the_gradient_into_the_encoder"
    ),
    "`MergeSum` with a path ending in an activation": GRADIENTS,
    "`MergeBroadcast`/`Tree` with `alphas`": "test_every_paths_alpha_counts",
    "`BranchNode('b')` of an earlier model": "test_branch_nodes_of_one_name_are_one_until_the_next_backend",
    "the same layer twice in one chain": "test_the_same_layer_twice_warns",
    "`str(model)` before `initialize`": "test_str_of_a_model_works_before_initialize",
    # training, costs, data
    "`Adam(0.01)`, `RMSProp(0.01)`, `Adagrad(0.01)`, `Adadelta(0.01)`, `ShiftAdaMax(0.01)`": (
        "test_a_learning_rate_as_first_argument_is_refused"
    ),
    "`GradientDescentMomentum(0.1, 0, param_clip_value=1)`": "test_two_parameters_are_clipped_without_momentum",
    "`StepSchedule` in a resumed run": "test_schedules_follow_the_epoch_alone",
    "`PolySchedule`": "test_schedules_follow_the_epoch_alone",
    "`fit(…, num_epochs=1)` a second time": "test_more_epochs_than_run_before_are_needed",
    "`fit` with a new cost": "test_a_new_cost_is_tied_to_a_model_that_ran_before",
    "`fit` outside the main thread": "test_fit_works_outside_the_main_thread test_ctrl_c_saves_the_model_and_puts_the_"
    "handler_back",
    "the same `Callbacks` for two calls of `fit`": "test_more_epochs_than_run_before_are_needed",
    "`Callbacks(eval_set=…)` without `eval_freq`": "test_an_eval_set_without_eval_freq_warns",
    "numbers of `Callbacks` without `output_file`": (
        "test_the_loss_and_metric_of_an_eval_set_are_kept test_an_output_file_without_h5py_says_what_to_install"
    ),
    "`history=2`": "test_history_keeps_as_many_files_as_it_says",
    "`model.total_cost`": "test_total_cost_is_the_mean_of_the_batches",
    "costs of outputs and targets of other shapes": "test_costs_name_both_shapes",
    "`Callbacks.get_description()` with a save-best callback": "test_early_stop_and_best_state_follow_the_loss",
    "`Multicost.cost`": "test_multicost_reports_the_weighted_sum",
    "`MultiMetric(metric, 1)`": "test_multi_metric_compares_output_with_target",
    "`model.fprop(ndarray)`, a tensor of another width": "test_fprop_wants_a_tensor_of_the_batch_size",
    "`model.load_params` of another architecture": (
        "test_another_architecture_is_refused_by_name test_weights_of_another_size_are_refused_with_both_shapes"
    ),
    "loading a file of weights": "test_a_file_cannot_run_code test_a_description_cannot_name_any_class",
    "`ArrayIterator` with wrong shapes, labels or too few rows": "test_iterator_errors_name_the_right_form",
    "`ArrayIterator` after an epoch that ends on the last row": "test_no_example_is_lost_after_an_uneven_epoch",
    "`MNIST(shuffle=True)`": "test_mnist_is_read_from_the_folder_and_shuffled_with_its_labels",
    "`MNIST`, `CIFAR10`, `PTB`, …": "test_mnist_is_read_from_the_folder_and_shuffled_with_its_labels",
}


def rows():
    """First cells of the tables of differences in the README."""
    lines = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [re.split(r"(?<!\\) \| ", line.strip("| "))[0] for line in lines]
    return [cell for cell in cells if cell != "You write"]


def test_every_row_is_named_by_a_test_and_every_name_is_a_row():
    assert sorted(rows()) == sorted(HELD_BY)
    assert len(rows()) == len(set(rows()))


@pytest.mark.parametrize("row", list(HELD_BY))
def test_the_tests_that_hold_a_row_are_there(row):
    found = set()
    for path in HERE.glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert set(HELD_BY[row].split()) <= found
