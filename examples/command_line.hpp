// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/core/number.hpp>
#include <ockham/core/text.hpp>

/// The options of a program: `--name value` or `--name=value`, or `--name` alone if it is a switch; and what it is
/// about, without a name before it.
///
///     CommandLine options("iris", "Trains a network on iris flowers.");
///     options.number("--epochs", settings.epochs, 1, 1000, "epochs of a training run");
///     options.parse(argc, argv);
class CommandLine final {
public:
    CommandLine(std::string program, std::string purpose)
        : program_{std::move(program)}, purpose_{std::move(purpose)} {}

    /// A number from `low` to `high`, whole if `Number` is; what `target` holds is the default.
    template <class Number>
    void number(const char* name, Number& target, Number low, Number high, const char* help) {
        const std::string range =
            text(std::is_integral_v<Number> ? "a whole number" : "a number", " from ", low, " to ", high);
        add(name, "N", range, text(help, " (default ", target, ")"),
            [&target, low, high](std::string_view given) {
                Number read{};
                const char* end = given.data() + given.size();
                if constexpr (std::is_integral_v<Number>) {
                    const auto [stopped, error] = std::from_chars(given.data(), end, read);
                    if (error != std::errc() || stopped != end) return false;
                } else if (ockham::detail::parse_number(given, read) != std::errc()) {
                    return false;
                }
                if (!(read >= low && read <= high)) return false;
                target = read;
                return true;
            });
    }

    /// A folder, which `parse` makes if it is not there.
    void folder(const char* name, std::string& target, const char* help) {
        add(name, "DIR", "a folder", text(help, " (default ", target, ")"),
            [&target](std::string_view given) {
                target = given;
                return !given.empty();
            });
        folders_.push_back(&target);
    }

    /// A file.
    void file(const char* name, std::string& target, const char* help) {
        add(name, "FILE", "a file", help, [&target](std::string_view given) {
            target = given;
            return !given.empty();
        });
    }

    /// What the program is about: `MODEL.keras`. It must be given.
    void operand(const char* name, std::string& target, const char* help) {
        operand_ = {name, "", "", help, [&target](std::string_view given) {
                        target = given;
                        return true;
                    }};
    }

    /// A switch that makes `target` true.
    void toggle(const char* name, bool& target, const char* help) {
        add(name, "", "", help, [&target](std::string_view) { return target = true; });
    }

    /// Sets the targets. Asked for `--help` it prints that and exits with 0; after one sentence about an option that is
    /// not known or has no such value it exits with 2.
    void parse(int argc, char** argv) const {
        bool has_operand = false;
        for (int i = 1; i < argc; ++i) {
            const std::string_view argument = argv[i];
            const std::string_view name = argument.substr(0, argument.find('='));
            if (argument == "--help") help();
            if (!operand_.name.empty() && !has_operand && !argument.empty() && argument[0] != '-') {
                has_operand = operand_.set(argument);
                continue;
            }
            const Option* option = find(name);
            if (!option) fail("one of the options that --help lists", text("'", argument, "'"));
            const bool joined = name.size() < argument.size(), toggle = option->value.empty();
            if (toggle && joined) fail(text(name, " alone"), text("'", argument, "'"));
            if (!toggle && !joined && i + 1 == argc) fail(text(option->range, " after ", name), "nothing");
            const std::string_view value = toggle   ? ""
                                           : joined ? argument.substr(name.size() + 1)
                                                    : std::string_view(argv[++i]);
            if (!option->set(value)) fail(text(name, " to be ", option->range), text("'", value, "'"));
        }
        if (!operand_.name.empty() && !has_operand) fail(operand_.name, "nothing");
        for (const std::string* folder : folders_) {
            std::error_code error;
            std::filesystem::create_directories(*folder, error);
            if (!std::filesystem::is_directory(*folder, error))
                fail("a folder that can be made", text("'", *folder, "'"));
        }
    }

    /// `iris: expected needed, got came`, and exit code 2.
    [[noreturn]] void fail(const std::string& needed, const std::string& came) const {
        std::fprintf(stderr, "%s: expected %s, got %s\n", program_.c_str(), needed.c_str(), came.c_str());
        std::exit(2);
    }

private:
    struct Option {
        std::string name, value, range, help;
        std::function<bool(std::string_view)> set;
    };

    template <class... Parts>
    static std::string text(const Parts&... parts) {
        ockham::Text text;
        (text << ... << parts);
        return text.string();
    }

    void add(std::string name, std::string value, std::string range, std::string help,
             std::function<bool(std::string_view)> set) {
        options_.push_back(
            {std::move(name), std::move(value), std::move(range), std::move(help), std::move(set)});
    }

    const Option* find(std::string_view name) const {
        for (const Option& option : options_)
            if (option.name == name) return &option;
        return nullptr;
    }

    [[noreturn]] void help() const {
        std::printf("%s%s%s [options]\n\n%s\n\n", program_.c_str(), operand_.name.empty() ? "" : " ",
                    operand_.name.c_str(), purpose_.c_str());
        if (!operand_.name.empty()) std::printf("  %-22s %s\n", operand_.name.c_str(), operand_.help.c_str());
        for (const Option& option : options_)
            std::printf("  %-22s %s\n", text(option.name, " ", option.value).c_str(), option.help.c_str());
        std::printf("  %-22s %s\n", "--help", "says this");
        std::exit(0);
    }

    std::string program_, purpose_;
    std::vector<Option> options_;
    Option operand_;
    std::vector<const std::string*> folders_;
};
