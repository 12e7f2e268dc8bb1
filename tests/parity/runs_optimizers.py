# SPDX-License-Identifier: MIT
"""Runs with every optimizer, with what all of them share, and with schedules."""

from keras.constraints import MaxNorm
from keras.layers import Dense
from keras.optimizers import SGD, Adadelta, Adagrad, Adam, Adamax, AdamW, Ftrl, Lion, Nadam, RMSprop, schedules

from runs import case, classifier, penalties, regression


def net(**others):
    return [Dense(4, "tanh", **{**penalties(), **others}), Dense(2)]


def run(rng, optimizer, **others):
    return regression(rng, net(**others.pop("hidden", {})), outputs=2, optimizer=optimizer, **others)


@case
def optimizer_adadelta_gathered(rng):
    return run(rng, Adadelta(1.0, rho=0.8, gradient_accumulation_steps=2))


@case
def optimizer_adagrad_clipped(rng):
    return run(rng, Adagrad(0.1, initial_accumulator_value=0.3, clipvalue=0.2))


@case
def optimizer_adam_amsgrad_everything(rng):
    shared = {"use_ema": True, "ema_momentum": 0.7, "ema_overwrite_frequency": 2, "gradient_accumulation_steps": 3, "global_clipnorm": 0.4}
    return run(rng, Adam(0.05, amsgrad=True, weight_decay=0.1, **shared), epochs=5)


@case(dtype="float32")
def optimizer_adam_float32(rng):
    return classifier(rng, [Dense(5, "relu", **penalties()), Dense(3, "softmax")], optimizer=Adam(0.03), epochs=6)


@case
def optimizer_adamax_decayed(rng):
    return run(rng, Adamax(0.05, beta_1=0.8, weight_decay=0.2))


@case
def optimizer_adamw_scheduled(rng):
    rate = schedules.CosineDecay(0.01, 8, alpha=0.1, warmup_target=0.08, warmup_steps=3)
    return run(rng, AdamW(rate, weight_decay=0.1))


@case
def optimizer_averages_in_two_fits(rng):
    return run(rng, SGD(0.1, momentum=0.9, use_ema=True, ema_momentum=0.8), fits=2)


@case
def optimizer_averages_and_constraints(rng):
    hidden = {"kernel_constraint": MaxNorm(0.5), "bias_constraint": "non_neg"}
    shared = {"use_ema": True, "ema_momentum": 0.6, "ema_overwrite_frequency": 1, "gradient_accumulation_steps": 2}
    return run(rng, SGD(0.3, **shared), hidden=hidden)


@case
def optimizer_ftrl_sparse(rng):
    return run(rng, Ftrl(0.3, learning_rate_power=-0.4, l1_regularization_strength=0.2, l2_shrinkage_regularization_strength=0.05, beta=0.2))


@case
def optimizer_lion_clipped(rng):
    return run(rng, Lion(0.01, beta_1=0.8, beta_2=0.9, clipnorm=0.3))


@case
def optimizer_nadam_decayed(rng):
    return run(rng, Nadam(0.05, beta_1=0.8, weight_decay=0.1))


@case(dtype="float32")
def optimizer_nadam_float32(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], optimizer=Nadam(0.03), epochs=6)


@case
def optimizer_rmsprop_centered(rng):
    return run(rng, RMSprop(0.02, rho=0.7, momentum=0.5, centered=True, epsilon=1e-4, loss_scale_factor=16.0))


@case(dtype="float32")
def optimizer_rmsprop_float32(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], optimizer=RMSprop(0.01), epochs=6)


@case
def optimizer_scheduled_restarts(rng):
    rate = schedules.CosineDecayRestarts(0.3, 3, t_mul=1.5, m_mul=0.8, alpha=0.1)
    return run(rng, SGD(rate, momentum=0.5, nesterov=True, gradient_accumulation_steps=2), epochs=4)


@case
def optimizer_scheduled_polynomial(rng):
    return run(rng, RMSprop(schedules.PolynomialDecay(0.05, 5, 0.01, power=0.5, cycle=True)))


@case
def optimizer_scheduled_pieces(rng):
    return run(rng, SGD(schedules.PiecewiseConstantDecay([2, 7], [0.3, 0.1, 0.01])))


@case
def optimizer_scheduled_stairs(rng):
    return run(rng, Adam(schedules.InverseTimeDecay(0.1, 4, 0.9, staircase=True), weight_decay=0.1))
