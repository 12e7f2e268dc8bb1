// SPDX-License-Identifier: MIT
// Runs a program and prints what it took:  cost PROGRAM ARGUMENTS...
//
// A small program of its own, because a process counts the memory of the one that started it as its own peak.
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int, char** arguments) {
    const pid_t child = fork();
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stdout) != nullptr) execvp(arguments[1], arguments + 1);
        std::_Exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) return 1;
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    std::printf("{\"seconds\": %.6f, \"megabytes\": %.3f}\n",
                seconds(usage.ru_utime) + seconds(usage.ru_stime),
                static_cast<double>(usage.ru_maxrss) / 1024);
}
