// SPDX-License-Identifier: MIT
// Draws the sweeps:  draw WIDTHS.csv BATCHES.csv PICTURE.svg
//
// The first column is the width or the batch, each other one a share of the peak in percent.
#include <ockham/io.hpp>
#include <ockham/plots.hpp>

using namespace ockham;

namespace {

Plot share_of_peak(const std::string& path, const char* x_label, const char* title) {
    const Csv shares = read_csv(path);
    Plot plot;
    plot.title(title).x_label(x_label).y_label("share of peak, %").log_x().y_range(0, 100);
    const std::string& first = shares.columns.front();
    for (const std::string& name : shares.columns)
        if (name != first) plot.line(name, shares.column(first), shares.column(name));
    return plot;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return 2;
    side_by_side({share_of_peak(arguments[1], "units and inputs", "Batch of 128"),
                  share_of_peak(arguments[2], "samples in the batch", "512 units and inputs")},
                 {.title = "A Dense layer's training step", .share_y = true})
        .save(arguments[3]);
}
