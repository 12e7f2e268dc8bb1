// SPDX-License-Identifier: MIT
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <ockham/io/event_file.hpp>

#include "io/events.hpp"
#include "io/golden_events.hpp"
#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace event_file_test {

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A folder that is not there yet, and is gone afterwards.
struct Folder {
    std::filesystem::path path;
    explicit Folder(const char* name) : path{name} { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace event_file_test

TEST_CASE("events of scalars are TensorFlow's, byte for byte", "[io]") {
    const std::string file = event_file_test::bytes_of(OCKHAM_TESTS_DIR "/io/cases/scalars.tfevents");
    const std::vector<std::string> records = events::records(file);
    REQUIRE(records.size() == std::size(golden_events::scalars) + 1);
    // TensorFlow's first event ends with its own name.
    const std::string first = detail::version_event(events::parse(records[0]).wall_time);
    REQUIRE(records[0].substr(0, first.size()) == first);
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto& [tag, step, value, wall_time] = golden_events::scalars[i - 1];
        CAPTURE(tag, step);
        REQUIRE(detail::scalar_event(wall_time, step, tag, value) == records[i]);
    }
}

TEST_CASE("a file of events is a new one in its folder, and can be read while it is written", "[io]") {
    const event_file_test::Folder folder("event_file_test");
    const double before = detail::wall_time();
    REQUIRE(before > 1.7e9);
    detail::EventFile file("test", "event_file_test/runs//one/");
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator("event_file_test/runs/one"))
        found.push_back(entry.path());
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].filename().string().starts_with("events.out.tfevents."));
    REQUIRE(found[0].extension() == ".v2");
    REQUIRE(events::scalars(event_file_test::bytes_of(found[0])).empty());
    file.add("loss", 3, 0.1);
    file.add("accuracy", 0, 1);
    file.flush();
    const std::vector<events::Event> scalars = events::scalars(event_file_test::bytes_of(found[0]));
    REQUIRE(scalars.size() == 2);
    REQUIRE(scalars[0].tag == "loss");
    REQUIRE(scalars[0].step == 3);
    REQUIRE(scalars[0].value == double(0.1F));
    REQUIRE(scalars[0].plugin == "scalars");
    REQUIRE(scalars[1].tag == "accuracy");
    REQUIRE(scalars[1].step == 0);
    for (const events::Event& event : scalars) {
        REQUIRE(event.wall_time >= before);
        REQUIRE(event.wall_time <= detail::wall_time());
    }
    // Another one beside it, at the same time.
    const detail::EventFile other("test", "event_file_test/runs/one");
    REQUIRE(std::distance(std::filesystem::directory_iterator("event_file_test/runs/one"), {}) == 2);
}

TEST_CASE("the folder of an event file may be one that cannot be made", "[io]") {
    const io_files::Temporary file("no folder");
    REQUIRE_THROWS_WITH(
        detail::EventFile("test", file.path),
        "test '" + file.path + "': expected a folder that can be made, got 'Not a directory'");
}
