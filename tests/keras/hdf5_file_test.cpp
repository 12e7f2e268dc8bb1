// SPDX-License-Identifier: MIT
#include <hdf5.h>

#include <ockham/keras/hdf5_file.hpp>
#include <ockham/keras/hdf5_writer.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace hdf5_file_test {

/// Reads everything that a model could need.
inline void read(const std::string& bytes) {
    keras::detail::Hdf5Bytes file(bytes, "who");
    const keras::detail::Hdf5Object root(file);
    (void)root.strings("model_config");
    for (const char* path :
         {"layers/dense/vars/0", "layers/dense/vars/1", "optimizer/vars/0", "model_weights/hidden"})
        if (const auto found = root.find(path)) {
            (void)found->strings("weight_names");
            if (found->size() == 0) (void)found->array();
        }
}

/// The bytes of a file that `fill` fills by the library, in its newest format or in its oldest.
template <class Fill>
std::string made(H5F_libver_t format, Fill fill) {
    const std::string path = "made.h5";
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_libver_bounds(access, format, H5F_LIBVER_LATEST);
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access);
    fill(file);
    H5Fclose(file);
    H5Pclose(access);
    return keras_files::bytes_of(path);
}

/// Adds an array of four floats, `a`, whose properties `set` has changed.
template <class Set>
auto array(Set set) {
    return [set](hid_t file) {
        const hsize_t size = 4;
        const float numbers[4] = {1, 2, 3, 4};
        const hid_t space = H5Screate_simple(1, &size, nullptr), properties = H5Pcreate(H5P_DATASET_CREATE);
        set(properties);
        const hid_t array =
            H5Dcreate2(file, "a", H5T_IEEE_F32LE, space, H5P_DEFAULT, properties, H5P_DEFAULT);
        H5Dwrite(array, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers);
        H5Dclose(array);
        H5Pclose(properties);
        H5Sclose(space);
    };
}

inline std::string error_of(const std::string& bytes) {
    return keras_files::error_of([&] {
        keras::detail::Hdf5Bytes file(bytes, "who");
        return keras::detail::Hdf5Object(file)["a"].array().tensor<float>().data()[3];
    });
}

}  // namespace hdf5_file_test

TEST_CASE("groups of any size are read", "[keras]") {
    keras::detail::Hdf5Writer writer("who");
    for (int i = 0; i < 500; ++i) {
        writer.group((Text("layers/dense_") << i).string(), "");
        writer.number((Text("layers/dense_") << i << "/0").string(), static_cast<double>(i));
    }
    const std::string bytes = writer.bytes();
    keras::detail::Hdf5Bytes file(bytes, "who");
    const keras::detail::Hdf5Object root(file), layers = root["layers"];
    CHECK(layers.size() == 500);
    CHECK(layers.path() == "/layers");
    for (int i = 0; i < 500; ++i) CHECK(layers[(Text("dense_") << i << "/0").string()].array().number() == i);
    CHECK(layers.contains("dense_7"));
    CHECK_FALSE(layers.contains("dense_500"));
    CHECK_FALSE(layers.contains("dense_7/1"));
    CHECK_FALSE(layers.contains(""));
    REQUIRE_THROWS_WITH(layers["dense_500"], "who: /layers: expected a member 'dense_500', got none");
    REQUIRE_THROWS_WITH(layers.array(), "who: /layers: expected an array, got a group");
    std::string deep = "layers";
    for (int i = 0; i < 20; ++i) deep += "/layers";
    CHECK_THROWS_AS(root.find(deep), FileError);
}

TEST_CASE("the files of h5py are read, whole models of the older format, too", "[keras]") {
    const std::string bytes = keras_files::bytes_of(keras_files::path("classifier/model.h5"));
    keras::detail::Hdf5Bytes file(bytes, "who");
    const keras::detail::Hdf5Object root(file);
    CHECK(root.strings("backend") == std::vector<std::string_view>{"tensorflow"});
    CHECK(root.strings("model_config")->front().starts_with("{\"class_name\": \"Sequential\""));
    CHECK(root["model_weights"].strings("layer_names") ==
          std::vector<std::string_view>{"hidden", "dropout", "dense"});
    CHECK(root["model_weights/dropout"].strings("weight_names")->empty());
    CHECK(root["model_weights/hidden/hidden/kernel"].array().tensor<double>().shape() == Shape{4, 5});
}

TEST_CASE("what Keras does not write is refused", "[keras]") {
    using namespace hdf5_file_test;
    const auto nothing = [](hid_t) {};
    CHECK(error_of(made(H5F_LIBVER_EARLIEST, array(nothing))) == "nothing");
    CHECK(error_of(made(H5F_LIBVER_EARLIEST, array([](hid_t p) { H5Pset_layout(p, H5D_COMPACT); }))) ==
          "nothing");
    CHECK(error_of(made(H5F_LIBVER_LATEST, array(nothing)))
              .starts_with("who: expected an undamaged HDF5 file as Keras writes it, got version "));
    const hsize_t two = 2;
    CHECK(error_of(made(H5F_LIBVER_EARLIEST, array([&](hid_t p) { H5Pset_chunk(p, 1, &two); }))) ==
          "who: /a: expected an array in one piece, got another one");
    CHECK(error_of(made(H5F_LIBVER_EARLIEST,
                        array([&](hid_t p) { H5Pset_chunk(p, 1, &two), H5Pset_shuffle(p); }))) ==
          "who: expected an undamaged HDF5 file as Keras writes it, got compressed data, data elsewhere, or "
          "objects of "
          "the newer kind");
    CHECK(error_of(
              made(H5F_LIBVER_EARLIEST, array([&](hid_t p) { H5Pset_external(p, "other.bin", 0, 16); }))) ==
          "who: expected an undamaged HDF5 file as Keras writes it, got compressed data, data elsewhere, or "
          "objects of "
          "the newer kind");
    CHECK(error_of(made(H5F_LIBVER_EARLIEST,
                        [](hid_t file) { H5Lcreate_soft("/b", file, "a", H5P_DEFAULT, H5P_DEFAULT); })) ==
          "who: expected an undamaged HDF5 file as Keras writes it, got a link to something elsewhere");
    CHECK(error_of(made(H5F_LIBVER_EARLIEST, [](hid_t file) {
              H5Lcreate_external("/etc/hosts", "b", file, "a", H5P_DEFAULT, H5P_DEFAULT);
          })) != "nothing");
}

TEST_CASE("a group with a name twice, or in circles, is refused", "[keras]") {
    keras::detail::Hdf5Writer writer("who");
    writer.group("aaaa", "");
    writer.group("aaab", "");
    const std::string bytes = writer.bytes();
    const auto error = [](const std::string& changed) {
        return keras_files::error_of([&] {
            keras::detail::Hdf5Bytes file(changed, "who");
            return keras::detail::Hdf5Object(file).size();
        });
    };
    CHECK(error(bytes) == "nothing");
    std::string twice = bytes;
    twice[twice.find("aaab") + 3] = 'a';
    CHECK(error(twice) == "who: expected members with different names, in order, got 'aaaa'");
    std::string circle = bytes;
    const std::size_t tree = circle.find("TREE");
    circle[tree + 5] = 1;
    for (std::size_t i = 0; i < 8; ++i) circle[tree + 32 + i] = static_cast<char>(tree >> 8 * i);
    CHECK(error(circle) ==
          "who: expected an undamaged HDF5 file as Keras writes it, got a group whose tree is no tree");
}

TEST_CASE("an array with many names is not read for each of them", "[keras]") {
    const std::string bytes = hdf5_file_test::made(H5F_LIBVER_EARLIEST, [](hid_t file) {
        hdf5_file_test::array([](hid_t) {})(file);
        for (int i = 0; i < 1000; ++i)
            H5Lcreate_hard(file, "a", file, to_text(i).c_str(), H5P_DEFAULT, H5P_DEFAULT);
    });
    keras::detail::Hdf5Bytes file(bytes, "who");
    const keras::detail::Hdf5Object root(file);
    REQUIRE(root.size() == 1001);
    std::size_t read = 0;
    CHECK(keras_files::error_of([&] {
              for (int i = 0; i < 1000 * 1000; ++i) {
                  const auto array = root[to_text(i % 1000)].array();
                  read += array.bytes.size();
              }
              return 0;
          }) ==
          "who: expected an undamaged HDF5 file as Keras writes it, got arrays that lie in the same place");
    CHECK(read <= bytes.size());
}

TEST_CASE("damaged HDF5 files are refused, or read, and nothing else", "[keras]") {
    CHECK(keras_files::refusals(keras_files::Members("classifier/model.keras").weights, 13,
                                hdf5_file_test::read) > 500);
    CHECK(keras_files::refusals(keras_files::bytes_of(keras_files::path("classifier/model.h5")), 29,
                                hdf5_file_test::read) > 500);
}
