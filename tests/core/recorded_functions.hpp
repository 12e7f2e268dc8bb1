// SPDX-License-Identifier: MIT
// Single calls of the real Keras, from parity/cases/functions.txt and optimizers/steps.txt; parity/record.py describes the
// format.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <ockham/core/types.hpp>

#include "support/catch.hpp"

namespace recorded_functions {

/// One call: `loss categorical_crossentropy from_logits=1`, and its arrays as matrices (a vector is a column).
struct Call {
    std::string kind, name;
    std::map<std::string, std::string> options = {};
    std::map<std::string, ockham::Matrix<double>> arrays = {};

    double number(const std::string& key, double otherwise = 0) const {
        return options.count(key) ? std::stod(options.at(key)) : otherwise;
    }
};

/// The recorded calls of functions of one kind.
inline std::vector<Call> calls(const std::string& kind,
                               const std::string& path = "parity/cases/functions.txt") {
    std::ifstream file(OCKHAM_TESTS_DIR "/" + path);
    std::vector<Call> found;
    Call call;
    for (std::string text, word; std::getline(file, text);) {
        std::istringstream line(text);
        if (!(line >> word) || word[0] == '#') continue;
        if (word == "end") {
            if (call.kind == kind) found.push_back(call);
        } else if (word == "array") {
            std::vector<ockham::Index> sizes;
            line >> word;
            for (ockham::Index size; line >> size;) sizes.push_back(size);
            const ockham::Index columns = sizes.size() == 1 ? 1 : sizes.back();
            ockham::Index rows = sizes[0];
            for (std::size_t i = 1; i + 1 < sizes.size(); ++i) rows *= sizes[i];
            ockham::Matrix<double>& array = call.arrays[word];
            array.resize(rows, columns);
            for (ockham::Index i = 0; i < array.size(); ++i) {
                file >> word;
                array.data()[i] = std::stod(word);
            }
        } else {
            call = {.kind = word, .name = ""};
            line >> call.name;
            while (line >> word)
                call.options[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
        }
    }
    REQUIRE(!found.empty());
    return found;
}

/// Fails unless `numbers` are those that were recorded, with 11 digits, or up to `precision` relative to 1 or the number.
inline void require_recorded(const ockham::Matrix<double>& numbers, const ockham::Matrix<double>& recorded,
                             double precision = 0) {
    REQUIRE(numbers.size() == recorded.size());
    for (ockham::Index i = 0; i < numbers.size(); ++i) {
        const double got = numbers.data()[i], wanted = recorded.data()[i];
        INFO("entry " << i << ": got " << got << ", recorded " << wanted);
        REQUIRE(std::abs(got - wanted) <= (1e-10 + precision) * std::abs(wanted) + 1e-15 + precision);
    }
}

}  // namespace recorded_functions
