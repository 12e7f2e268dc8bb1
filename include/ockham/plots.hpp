// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/plots/colors.hpp>
#include <ockham/plots/figure.hpp>
#include <ockham/plots/file.hpp>
#include <ockham/plots/history_plots.hpp>
#include <ockham/plots/panel.hpp>
#include <ockham/plots/plot.hpp>
#include <ockham/plots/text.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/plots/axis.hpp>
#include <ockham/plots/draw_axes.hpp>
#include <ockham/plots/draw_series.hpp>
#include <ockham/plots/frame.hpp>
#include <ockham/plots/legend.hpp>
#include <ockham/plots/page.hpp>
#include <ockham/plots/svg.hpp>
#include <ockham/plots/ticks.hpp>
#include <ockham/plots/trace.hpp>
#endif
