// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/handle.hpp>

// Of all kinds of handles, in a header of its own: each file of the compiled library that holds a kind needs it.
namespace ockham::detail {

template <class Kind>
OCKHAM_DEFAULTED Handle<Kind>::Handle(const Handle&) = default;
template <class Kind>
OCKHAM_DEFAULTED Handle<Kind>::Handle(Handle&&) noexcept = default;
template <class Kind>
OCKHAM_DEFAULTED Handle<Kind>& Handle<Kind>::operator=(const Handle&) = default;
template <class Kind>
OCKHAM_DEFAULTED Handle<Kind>& Handle<Kind>::operator=(Handle&&) noexcept = default;
template <class Kind>
OCKHAM_DEFAULTED Handle<Kind>::~Handle() = default;

}  // namespace ockham::detail
