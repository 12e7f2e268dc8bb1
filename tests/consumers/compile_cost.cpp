// SPDX-License-Identifier: MIT
// Compares what the compiler needs for two files:
//
//     compile_cost LIMIT BASE FILE COMPILER AND ITS ARGUMENTS...
//
// Prints CPU time and peak memory of both, each the least of several turns, taken one after the other. Fails
// if FILE takes more than LIMIT times the CPU time of BASE.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

struct Cost {
    double seconds = 1e9;
    double megabytes = 1e9;
};

/// Runs `command file`, and lowers `least` to what it took.
void compile(std::vector<char*> command, char* file, Cost& least) {
    command.push_back(file);
    command.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        execvp(command[0], command.data());
        std::_Exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        std::fprintf(stderr, "could not compile %s\n", file);
        std::exit(1);
    }
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    least.seconds = std::min(least.seconds, seconds(usage.ru_utime) + seconds(usage.ru_stime));
    least.megabytes = std::min(least.megabytes, static_cast<double>(usage.ru_maxrss) / 1024);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 5) return 2;
    const double limit = std::atof(arguments[1]);
    const std::vector<char*> command(arguments + 4, arguments + count);
    Cost base, file;
    double ratio = 0;
    for (int turn = 1; turn <= 6; ++turn) {
        compile(command, arguments[2], base);
        compile(command, arguments[3], file);
        ratio = file.seconds / base.seconds;
        if (turn >= 3 && ratio <= limit) break;
    }
    std::printf("Eigen alone:        %.2f s, %.0f MB\n", base.seconds, base.megabytes);
    std::printf("README's program:   %.2f s, %.0f MB\n", file.seconds, file.megabytes);
    std::printf("ratio:              %.2f in time, %.2f in memory (at most %g in time)\n", ratio,
                file.megabytes / base.megabytes, limit);
    return ratio <= limit ? 0 : 1;
}
