// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hdf5.h>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/tensor.hpp>

namespace ockham::keras::detail {

/// An HDF5 file that is put together in memory, by the HDF5 library. Errors are `FileError`s in the name of
/// `who`.
class Hdf5Writer final {
public:
    explicit Hdf5Writer(std::string who) : who_{std::move(who)} {
        H5Eget_auto2(H5E_DEFAULT, &report_, &report_to_);
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // the library would write its errors to the terminal
        constexpr std::size_t grows_by = std::size_t{1} << 20;
        const Id access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        succeed(H5Pset_fapl_core(access.get(), grows_by, 0));
        succeed(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST));
        file_ = H5Fcreate("memory", H5F_ACC_TRUNC, H5P_DEFAULT, access.get());
        succeed(file_);
    }
    Hdf5Writer(const Hdf5Writer&) = delete;
    Hdf5Writer& operator=(const Hdf5Writer&) = delete;
    ~Hdf5Writer() {
        if (file_ >= 0) H5Fclose(file_);
        H5Eset_auto2(H5E_DEFAULT, report_, report_to_);
    }

    /// Adds the group `path`, and the groups that it is in as far as they are missing; with a name, if there is
    /// one.
    void group(const std::string& path, const std::string& name) {
        const Id links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
        succeed(H5Pset_create_intermediate_group(links.get(), 1));
        const Id group(H5Gcreate2(file_, path.c_str(), links.get(), H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
        succeed(group.get());
        if (name.empty()) return;
        const Id type(H5Tcopy(H5T_C_S1), H5Tclose), one(H5Screate(H5S_SCALAR), H5Sclose);
        succeed(H5Tset_size(type.get(), H5T_VARIABLE));
        succeed(H5Tset_cset(type.get(), H5T_CSET_UTF8));
        const Id attribute(H5Acreate2(group.get(), "name", type.get(), one.get(), H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose);
        const char* const text = name.c_str();
        succeed(attribute.get());
        succeed(H5Awrite(attribute.get(), type.get(), &text));
    }

    /// Adds the array `path` to its group.
    template <class Scalar>
    void array(const std::string& path, const Tensor<Scalar>& tensor) {
        std::vector<hsize_t> sizes;
        for (int axis = 0; axis < tensor.shape().rank(); ++axis)
            sizes.push_back(static_cast<hsize_t>(tensor.shape()[axis]));
        const Id space(H5Screate_simple(tensor.shape().rank(), sizes.data(), nullptr), H5Sclose);
        write(path, type_of(tensor.data()), space, tensor.data());
    }

    /// Adds a single number.
    template <class Number>
    void number(const std::string& path, Number number) {
        const Id space(H5Screate(H5S_SCALAR), H5Sclose);
        write(path, type_of(&number), space, &number);
    }

    /// The bytes of the file.
    [[nodiscard]] std::string bytes() const {
        succeed(H5Fflush(file_, H5F_SCOPE_GLOBAL));
        const ssize_t size = H5Fget_file_image(file_, nullptr, 0);
        std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
        succeed(size > 0 && H5Fget_file_image(file_, bytes.data(), bytes.size()) == size ? 0 : -1);
        return bytes;
    }

private:
    /// Something of the library, closed when it is no longer needed.
    class Id final {
    public:
        Id(hid_t id, herr_t (*close)(hid_t)) : id_{id}, close_{close} {}
        Id(const Id&) = delete;
        Id& operator=(const Id&) = delete;
        ~Id() {
            if (id_ >= 0) close_(id_);
        }
        [[nodiscard]] hid_t get() const { return id_; }

    private:
        hid_t id_;
        herr_t (*close_)(hid_t);
    };

    static hid_t type_of(const float*) { return H5T_IEEE_F32LE; }
    static hid_t type_of(const double*) { return H5T_IEEE_F64LE; }
    static hid_t type_of(const std::int64_t*) { return H5T_STD_I64LE; }
    static hid_t native_of(hid_t type) {
        return type == H5T_IEEE_F32LE   ? H5T_NATIVE_FLOAT
               : type == H5T_IEEE_F64LE ? H5T_NATIVE_DOUBLE
                                        : H5T_NATIVE_INT64;
    }

    void write(const std::string& path, hid_t type, const Id& space, const void* numbers) {
        const Id array(
            H5Dcreate2(file_, path.c_str(), type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
            H5Dclose);
        succeed(array.get());
        succeed(H5Dwrite(array.get(), native_of(type), H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers));
    }

    void succeed(std::int64_t result) const {
        if (result < 0)
            check::fail<FileError>(who_, "weights that can be written", "an error of the HDF5 library");
    }

    inline static std::mutex one_at_a_time_;  // the library may have been built without threads in mind

    std::lock_guard<std::mutex> lock_{one_at_a_time_};
    std::string who_;
    H5E_auto2_t report_ = nullptr;
    void* report_to_ = nullptr;
    hid_t file_ = -1;
};

}  // namespace ockham::keras::detail
