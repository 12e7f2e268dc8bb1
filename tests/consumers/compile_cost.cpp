// SPDX-License-Identifier: MIT
// Compares what the compiler needs for several files, each in its own way:
//
//     compile_cost BASE 'NAME|LIMIT|FILE|FLAGS'... -- COMPILER AND ITS ARGUMENTS...
//
// Prints a table with the CPU time of each, as a ratio to that of BASE in the same turns, and the peak memory; both are the
// least of several turns, taken one after the other. Fails if a file takes more than LIMIT times the CPU time of BASE.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

struct Row {
    std::string name;
    double limit = 1e9;
    std::vector<std::string> arguments;
    double seconds = 1e9, megabytes = 1e9;
};

/// Runs the command for one row, and lowers its cost to what that took.
void compile(const std::vector<std::string>& command, Row& row) {
    std::vector<char*> arguments;
    for (const std::vector<std::string>* part :
         {&command, static_cast<const std::vector<std::string>*>(&row.arguments)})
        for (const std::string& argument : *part) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        execvp(arguments[0], arguments.data());
        std::_Exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        std::fprintf(stderr, "could not compile %s\n", row.name.c_str());
        std::exit(1);
    }
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    row.seconds = std::min(row.seconds, seconds(usage.ru_utime) + seconds(usage.ru_stime));
    row.megabytes = std::min(row.megabytes, static_cast<double>(usage.ru_maxrss) / 1024);
}

Row row_of(const std::string& text) {
    Row row;
    std::istringstream parts(text);
    std::string limit, word;
    std::getline(parts, row.name, '|');
    std::getline(parts, limit, '|');
    row.limit = std::atof(limit.c_str());
    std::getline(parts, word, '|');
    row.arguments.push_back(word);
    while (parts >> word) row.arguments.push_back(word);
    return row;
}

}  // namespace

int main(int count, char** arguments) {
    std::vector<Row> rows;
    std::vector<std::string> command;
    int at = 1;
    for (; at < count && std::string(arguments[at]) != "--"; ++at)
        rows.push_back(at == 1 ? Row{.name = "Eigen alone", .arguments = {arguments[at]}}
                               : row_of(arguments[at]));
    for (++at; at < count; ++at) command.emplace_back(arguments[at]);
    if (rows.empty() || command.empty()) return 2;

    const auto is_too_slow = [&](const Row& row) { return row.seconds > row.limit * rows[0].seconds; };
    for (int turn = 1; turn <= 4; ++turn) {
        for (Row& row : rows) compile(command, row);
        if (turn >= 2 && std::none_of(rows.begin(), rows.end(), is_too_slow)) break;
    }
    std::printf("| | time | at most | memory |\n|---|---|---|---|\n");
    for (const Row& row : rows)
        std::printf("| %s | %.2f (%.2f s) | %.4g | %.0f MB |\n", row.name.c_str(),
                    row.seconds / rows[0].seconds, row.seconds, std::min(row.limit, 99.0), row.megabytes);
    return std::any_of(rows.begin(), rows.end(), is_too_slow) ? 1 : 0;
}
