// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/core/clock.hpp>
#include <ockham/io/file.hpp>

namespace ockham::detail {

/// The first event of a file: which version of the format it has.
[[nodiscard]] std::string version_event(double wall_time);

/// The event that the quantity `tag` had this value at a step, 0 or later. TensorBoard knows it in single precision.
///
/// It is what TensorFlow writes, byte for byte: the message Event of event.proto, with a Summary that has a tensor
/// of no axes, and says that the plugin `scalars` is to show it.
[[nodiscard]] std::string scalar_event(double wall_time, std::int64_t step, std::string_view tag,
                                       double value);

/// A new file of events in a folder, which TensorBoard shows as a run. Errors are `FileError`s of the function
/// `user`.
class EventFile final {
public:
    /// Makes the folder, if it is not there, and in it `events.out.tfevents.SECONDS.HOST.PROCESS.NUMBER.v2`.
    EventFile(std::string_view user, const std::string& folder);

    void add(std::string_view tag, std::int64_t step, double value);

    /// Has what was added so far arrive in the file.
    [[gnu::cold]] void flush() { file_.flush(); }

private:
    static std::string new_file(std::string_view user, const std::string& folder);

    File file_;
};

}  // namespace ockham::detail

#if OCKHAM_BODIES

#include <unistd.h>

#include <ockham/io/folders.hpp>
#include <ockham/io/tf_record.hpp>

namespace ockham::detail {

OCKHAM_FUNC std::string version_event(double wall_time) {
    return ProtobufMessage().add_double(1, wall_time).add_bytes(3, "brain.Event:2").bytes();
}

OCKHAM_FUNC std::string scalar_event(double wall_time, std::int64_t step, std::string_view tag,
                                     double value) {
    constexpr std::uint64_t dt_float = 1;
    const std::string number =
        little_endian_bytes(std::bit_cast<std::uint32_t>(static_cast<float>(value)), 4);
    ProtobufMessage event, summary_value, tensor, metadata;
    tensor.add_integer(1, dt_float).add_bytes(2, "").add_bytes(4, number);
    metadata.add_bytes(1, ProtobufMessage().add_bytes(1, "scalars").bytes());
    summary_value.add_bytes(1, tag).add_bytes(8, tensor.bytes()).add_bytes(9, metadata.bytes());
    event.add_double(1, wall_time);
    if (step != 0) event.add_integer(2, static_cast<std::uint64_t>(step));
    event.add_bytes(5, ProtobufMessage().add_bytes(1, summary_value.bytes()).bytes());
    return event.bytes();
}

OCKHAM_FUNC EventFile::EventFile(std::string_view user, const std::string& folder)
    : file_{user, new_file(user, folder), File::For::writing} {
    file_.write(tf_record(version_event(wall_time())));
    file_.flush();
}

OCKHAM_FUNC void EventFile::add(std::string_view tag, std::int64_t step, double value) {
    file_.write(tf_record(scalar_event(wall_time(), step, tag, value)));
}

OCKHAM_FUNC std::string EventFile::new_file(std::string_view user, const std::string& folder) {
    static std::atomic<int> count = 0;
    make_folders(user, folder);
    char host[256] = "localhost";
    ::gethostname(host, sizeof host - 1);
    return (Text(folder) << "/events.out.tfevents." << static_cast<std::int64_t>(wall_time()) << "." << host
                         << "." << ::getpid() << "." << count++ << ".v2")
        .string();
}

}  // namespace ockham::detail

#endif
