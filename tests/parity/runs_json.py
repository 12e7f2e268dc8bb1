# SPDX-License-Identifier: MIT
"""Runs whose models are recorded as JSON; other files of this kind have a subject of their own."""

from keras.layers import Dense

from runs import case, classifier, penalties


@case
def penalties_from_json(rng):
    return classifier(rng, [Dense(3, "tanh", **penalties()), Dense(3, "softmax")])
