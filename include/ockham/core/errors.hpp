// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

namespace ockham {

// Every error is one sentence that says who, what was needed and what came:
//
//     Dense 'hidden': expected input with last dimension 4, got shape (112, 5)
//
// It is thrown before anything is changed: the call works, or the model is as it was.

/// A value that cannot be used: a negative factor, an unknown name, a call out of order.
class ArgumentError final : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/// Data, weights or layers whose shapes do not fit together.
class ShapeError final : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/// A file that cannot be opened, read or written.
class FileError final : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace ockham
