// SPDX-License-Identifier: MIT
#include <clocale>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/io/read_csv.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace read_csv_test {

using Names = std::vector<std::string>;

inline Csv read(std::string_view bytes, const CsvOptions& options = {}) {
    return read_csv(io_files::Temporary(bytes).path, options);
}

/// What the error says of a file with these bytes, without `read_csv '<path>': expected `.
inline std::string error(std::string_view bytes, const CsvOptions& options = {}) {
    const io_files::Temporary file(bytes);
    try {
        static_cast<void>(read_csv(file.path, options));
    } catch (const FileError& caught) {
        const std::string text = caught.what(), start = "read_csv '" + file.path + "': expected ";
        return text.starts_with(start) ? text.substr(start.size()) : "not the start: " + text;
    }
    return "no error";
}

/// What an error says besides of a gap, and of a word in a column of numbers.
inline const std::string gap =
    "; .missing = Missing::drop leaves out rows with gaps, Missing::keep keeps them";
inline std::string word(const std::string& column = "a") {
    return "; .words = {\"" + column + "\"} reads a column of words";
}

inline Matrix<double> rows(Index columns, std::vector<double> numbers) {
    return In<double>(numbers.data(), static_cast<Index>(numbers.size()) / columns, columns);
}

}  // namespace read_csv_test

TEST_CASE("a CSV file is names and rows of numbers", "[io]") {
    using namespace read_csv_test;
    const Csv csv = read("a,b\n1,2\n3,4\n5,6\n");
    REQUIRE(csv.columns == Names{"a", "b"});
    REQUIRE(csv.values == rows(2, {1, 2, 3, 4, 5, 6}));
    REQUIRE(csv.column("b") == Eigen::Vector3d(2, 4, 6));
}

TEST_CASE("what only ends or surrounds the fields of a CSV file does not matter", "[io]") {
    using namespace read_csv_test;
    for (const std::string_view bytes : {"a,b\n1,2", "a,b\r\n1,2\r\n",
                                         "\xEF\xBB\xBF"
                                         "a,b\n1,2\n",
                                         " a ,\tb\t\n  1\t,  2  \n", "a,b\n1,2\n\n \n\t\r\n",
                                         "\"a\",\"b\"\n\"1\", \" 2\"\n", "a,b\n+1,+2.\n"}) {
        if (bytes.find("\" 2\"") != std::string_view::npos) {
            REQUIRE(error(bytes) == "a number in line 2, column 2 'b', got ' 2'" + word("b"));
            continue;
        }
        const Csv csv = read(bytes);
        REQUIRE(csv.columns == Names{"a", "b"});
        REQUIRE(csv.values == rows(2, {1, 2}));
    }
    REQUIRE(read("\xEF\xBB\xBF\"a\"\n\"1\"").columns == Names{"a"});
}

TEST_CASE("numbers of a CSV file are read to the nearest double", "[io]") {
    using namespace read_csv_test;
    const Csv csv = read(
        "a\n0.1\n.5\n-5.\n1e3\n-2.5E-3\n00012\n1.7976931348623157e308\n5e-324\n-0\n"
        "0.1000000000000000055511151231257827021181583404541015625\n9007199254740993\n");
    REQUIRE(csv.values == rows(1, {0.1, 0.5, -5, 1000, -0.0025, 12, 1.7976931348623157e308, 5e-324, 0, 0.1,
                                   9007199254740992}));
    REQUIRE(std::signbit(csv.values(8, 0)));
}

TEST_CASE("numbers of a CSV file have a point whatever the locale", "[io]") {
    using namespace read_csv_test;
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "German"})
        std::setlocale(LC_ALL, locale);
    const double value = read("a\n1.5\n").values(0, 0);
    std::setlocale(LC_ALL, before.c_str());
    REQUIRE(value == 1.5);
}

TEST_CASE("names in quotes may hold separators, quotes and blanks", "[io]") {
    using namespace read_csv_test;
    REQUIRE(read("\"a,\"\"b\"\"\" , \" c\",\"\"\n1,2,3\n").columns == Names{"a,\"b\"", " c", ""});
    REQUIRE(read("sepal length (cm),5\" disk\n1,2\n").columns == Names{"sepal length (cm)", "5\" disk"});
}

TEST_CASE("a CSV file without a header numbers its columns", "[io]") {
    using namespace read_csv_test;
    const Csv csv = read(
        "\xEF\xBB\xBF"
        "1,2\n3,4\n",
        {.header = false});
    REQUIRE(csv.columns == Names{"0", "1"});
    REQUIRE(csv.values == rows(2, {1, 2, 3, 4}));
    REQUIRE(error("1,2\n3,x\n", {.header = false}) == "a number in line 2, column 2, got 'x'" + word("1"));
    REQUIRE(error("a,b\n3,4\n", {.header = false}) == "a number in line 1, column 1, got 'a'" + word("0"));
    REQUIRE(error("", {.header = false}) == "at least one row of numbers, got none");
    REQUIRE(error("\n1\n", {.header = false}) == "numbers in line 1, got an empty line");
}

TEST_CASE("a CSV file may have another separator", "[io]") {
    using namespace read_csv_test;
    REQUIRE(read("a,;b\n1;2\n", {.separator = ';'}).columns == Names{"a,", "b"});
    REQUIRE(read("a\tb\n 1\t2 \n", {.separator = '\t'}).values == rows(2, {1, 2}));
    REQUIRE(read("a b\n1 2\n", {.separator = ' '}).values == rows(2, {1, 2}));
    REQUIRE(error("a\tb\n\t2\n", {.separator = '\t'}) ==
            "a number in line 2, column 1 'a', got an empty field" + gap);
    for (const char bad : {'.', '+', '-', '"', '0', 'e', '\n', '\r', '\0', '\x80'})
        REQUIRE_THROWS_AS(read("a\n1\n", {.separator = bad}), ArgumentError);
    REQUIRE_THROWS_WITH(read("a\n1\n", {.separator = '\n'}),
                        "read_csv: expected separator to be punctuation, a blank or a tab, and no part of a "
                        "number, got '\\x0a'");
}

TEST_CASE("a field that is no number is named by line and column", "[io]") {
    using namespace read_csv_test;
    REQUIRE(error("a,b\n1,2\n3,x\n") == "a number in line 3, column 2 'b', got 'x'" + word("b"));
    REQUIRE(error("a,b\r\n1,2\r\n3,\r\n") == "a number in line 3, column 2 'b', got an empty field" + gap);
    REQUIRE(error("a,b\n,2\n") == "a number in line 2, column 1 'a', got an empty field" + gap);
    REQUIRE(error("a,b\n\"\",2\n") == "a number in line 2, column 1 'a', got an empty field" + gap);
    REQUIRE(error("a\nNA\n") == "a number in line 2, column 1 'a', got 'NA'" + gap);
    for (const std::string text :
         {"1.5x", "1 2", "1e", "0x10", "--1", "++1", "+-1", "+", "-", ".", "1_0", "\xFF\xFE", "nano", "1e5.5",
          "\xC2\xA0"
          "1"})
        REQUIRE(error("a\n" + text + "\n") ==
                "a number in line 2, column 1 'a', got '" + text + "'" + word());
    REQUIRE(error("a\n" + std::string(100, 'x')) ==
            "a number in line 2, column 1 'a', got '" + std::string(60, 'x') + "...'" + word());
    REQUIRE(error(std::string_view("a\n1\0\n", 5)) ==
            "a number in line 2, column 1 'a', got '1\\x00'" + word());
    REQUIRE(error("a\n1\r2\r\n") == "a number in line 2, column 1 'a', got '1\\x0d2'" + word());
}

TEST_CASE("a number that is no finite double is named, or allowed", "[io]") {
    using namespace read_csv_test;
    for (const std::string text : {"1e400", "-1e400", "1e-400", "1e99999999999999999999"})
        REQUIRE(error("a\n" + text + "\n") ==
                "a number in the range of double in line 2, column 1 'a', got '" + text + "'");
    for (const std::string text : {"nan", "NaN", "-nan", "inf", "-Inf", "+inf", "infinity"}) {
        const bool is_gap = text == "nan" || text == "NaN";
        REQUIRE(error("a\n" + text + "\n") ==
                "a finite number in line 2, column 1 'a', got '" + text + "'" + (is_gap ? gap : ""));
        REQUIRE_FALSE(std::isfinite(read("a\n" + text + "\n", {.allow_non_finite = true}).values(0, 0)));
    }
    REQUIRE(read("a\n-inf\n", {.allow_non_finite = true}).values(0, 0) == -HUGE_VAL);
}

TEST_CASE("a line with too few or too many fields is named", "[io]") {
    using read_csv_test::error;
    REQUIRE(error("a,b\n1\n") == "2 fields in line 2, got 1");
    REQUIRE(error("a,b\n1,2\n1,2,3,\n") == "2 fields in line 3, got 4");
    REQUIRE(error("a,b\n1,2,\n") == "2 fields in line 2, got 3");
    REQUIRE(error("a,b\n1,2\n\n\n3,4\n") == "2 fields in line 3, got an empty line");
    REQUIRE(error("a\n1\n\n2\n") == "1 field in line 3, got an empty line");
}

TEST_CASE("a CSV file without names or rows is refused", "[io]") {
    using read_csv_test::error;
    REQUIRE(error("") == "a header line, got an empty file");
    REQUIRE(error("\xEF\xBB\xBF") == "a header line, got an empty line 1");
    REQUIRE(error("\na,b\n1,2\n") == "a header line, got an empty line 1");
    REQUIRE(error("a,b") == "at least one row of numbers, got none");
    REQUIRE(error("a,b\r\n\r\n\n") == "at least one row of numbers, got none");
}

TEST_CASE("names that are equal or no text are refused", "[io]") {
    using read_csv_test::error;
    REQUIRE(error("a,b,a\n1,2,3\n") == "names of columns that differ, got 'a' for columns 1 and 3");
    REQUIRE(error("a,,b,\n1,2,3,4\n") == "names of columns that differ, got '' for columns 2 and 4");
    REQUIRE(error(std::string_view("a,b\0\n1,2\n", 9)) ==
            "names of columns without control characters, got 'b\\x00' for column 2");
    REQUIRE(error("a\r1\r2\r") ==
            "names of columns without control characters, got 'a\\x0d1\\x0d2' for column 1");
    REQUIRE(error(std::string_view("\xFF\xFE"
                                   "a\0\n\0",
                                   6)) ==
            "names of columns without control characters, got '\xFF\xFE"
            "a\\x00' for column 1");
}

TEST_CASE("quotes that do not close, or close too early, are named", "[io]") {
    using read_csv_test::error;
    REQUIRE(error("a,\"b\n1,2\n") == "a closing quote in line 1, column 2, got the end of the line");
    REQUIRE(error("a,b\n1,\"2\"\"\n") == "a closing quote in line 2, column 2 'b', got the end of the line");
    REQUIRE(error("a,b\n\"1\"x,2\n") ==
            "a separator after the closing quote in line 2, column 1 'a', got 'x,2'");
}

TEST_CASE("a CSV file that cannot be opened says why", "[io]") {
    REQUIRE_THROWS_AS(read_csv("no/such.csv"), FileError);
    REQUIRE_THROWS_WITH(
        read_csv("no/such.csv"),
        "read_csv 'no/such.csv': expected a file that can be opened, got 'No such file or directory'");
#ifdef __linux__
    REQUIRE_THROWS_WITH(
        read_csv("/dev/zero"),
        "read_csv '/dev/zero': expected lines of at most 16777216 bytes, got a longer line 1");
#endif
}

TEST_CASE("a CSV table is read from memory as from a file", "[io]") {
    const Csv csv = parse_csv("a;b\r\n1;-2.5\n3;4\n\n", {.separator = ';'});
    REQUIRE(csv.columns == std::vector<std::string>{"a", "b"});
    REQUIRE(csv.values == (Matrix<double>(2, 2) << 1, -2.5, 3, 4).finished());
    REQUIRE_THROWS_WITH(parse_csv("", {}, "who"), "who: expected a header line, got an empty file");
    REQUIRE_THROWS_WITH(
        parse_csv("a\n1\nx"),
        "parse_csv: expected a number in line 3, column 1 'a', got 'x'" + read_csv_test::word());
    REQUIRE_THROWS_WITH(parse_csv("a\n1", {.separator = '.'}),
                        "parse_csv: expected separator to be punctuation, a blank or a tab, and no part of a "
                        "number, got '.'");
}

TEST_CASE("columns of words are read as they are", "[io]") {
    using namespace read_csv_test;
    const Csv csv = read("name,size,kind\r\n\"Ann, \"\"A\"\"\",1.5, b c \r\n1e3,2,\xC3\xA9\r\n",
                         {.words = {"kind", "name"}});
    REQUIRE(csv.columns == Names{"size"});
    REQUIRE(csv.values == rows(1, {1.5, 2}));
    REQUIRE(csv.word_columns == Names{"name", "kind"});  // in the order of the file
    REQUIRE(csv.words == std::vector<Names>{{"Ann, \"A\"", "1e3"}, {"b c", "\xC3\xA9"}});
    REQUIRE(csv.rows() == 2);

    const Csv words =
        read("a;b\nx;y\nz;NA\n", {.separator = ';', .words = {"a", "b"}, .missing = Missing::keep});
    REQUIRE(words.values.rows() == 2);
    REQUIRE(words.values.cols() == 0);
    REQUIRE(words.word_column("b") == Names{"y", ""});
    REQUIRE(read("x,1\n", {.header = false, .words = {"0"}}).word_column("0") == Names{"x"});
    REQUIRE(read(std::string_view("a\nx\0y\n", 6), {.words = {"a"}}).words[0][0] ==
            std::string_view("x\0y", 3));
}

TEST_CASE("columns are chosen by their names, in the order that is asked for", "[io]") {
    using namespace read_csv_test;
    const std::string_view bytes = "a,b,c,d\n1,x,3,\n5,y,7,\n";
    const Csv csv = read(bytes, {.columns = {"c", "a"}});
    REQUIRE(csv.columns == Names{"c", "a"});
    REQUIRE(csv.values == rows(2, {3, 1, 7, 5}));
    REQUIRE(csv.word_columns.empty());

    const Csv target = read(bytes, {.columns = {"c"}, .words = {"b"}, .target = "b"});
    REQUIRE(target.columns == Names{"c"});
    REQUIRE(target.word_column(target.target) == Names{"x", "y"});
    REQUIRE(target.features() == rows(1, {3, 7}));
    REQUIRE(read(bytes, {.columns = {"c", "a"}, .target = "c"}).features() == rows(1, {1, 5}));

    REQUIRE(error(bytes, {.columns = {"e"}}) == "a column 'e', got the columns 'a', 'b', 'c', 'd'");
    REQUIRE(error(bytes, {.words = {"e"}}) == "a column 'e', got the columns 'a', 'b', 'c', 'd'");
    REQUIRE(error(bytes, {.target = "e"}) == "a column 'e', got the columns 'a', 'b', 'c', 'd'");
    REQUIRE(error(bytes, {.columns = {"a", "c"}, .words = {"b"}}) ==
            "words to be some of the columns 'a', 'c', got 'b'");
    REQUIRE(error("a,b\n1,2,3\n", {.columns = {"a"}}) == "2 fields in line 2, got 3");
    REQUIRE(error("a,b\n1,\"2\n", {.columns = {"a"}}) ==
            "a closing quote in line 2, column 2 'b', got the end of the line");
    REQUIRE_THROWS_WITH(parse_csv(bytes, {.columns = {"a", "c", "a"}}),
                        "parse_csv: expected names of columns that differ, got 'a' for columns 1 and 3");
}

TEST_CASE("gaps are refused, dropped with their rows, or kept", "[io]") {
    using namespace read_csv_test;
    const std::string_view bytes = "a,b,c\n1,,x\nNA,2,y\n3,4,\n5,6,z\n\"nan\",<NA>,null\n";
    REQUIRE(error(bytes, {.words = {"c"}}) == "a number in line 2, column 2 'b', got an empty field" + gap);
    REQUIRE(error("c\nx\n\n", {.words = {"c"}}) == "no error");
    REQUIRE(error("a,c\n1,\n", {.words = {"c"}}) ==
            "a word in line 2, column 2 'c', got an empty field" + gap);
    REQUIRE(error("c\nNA\n", {.words = {"c"}}) == "a word in line 2, column 1 'c', got 'NA'" + gap);

    const Csv dropped = read(bytes, {.words = {"c"}, .missing = Missing::drop});
    REQUIRE(dropped.values == rows(2, {5, 6}));
    REQUIRE(dropped.words == std::vector<Names>{{"z"}});
    REQUIRE(read(bytes, {.columns = {"a"}, .missing = Missing::drop}).values == rows(1, {1, 3, 5}));

    const Csv kept = read(bytes, {.words = {"c"}, .missing = Missing::keep});
    REQUIRE(kept.rows() == 5);
    REQUIRE(kept.words[0] == Names{"x", "y", "", "z", ""});
    REQUIRE(std::isnan(kept.values(0, 1)));
    REQUIRE(std::isnan(kept.values(1, 0)));
    REQUIRE(std::isnan(kept.values(4, 0)));
    REQUIRE(kept.values(2, 1) == 4);

    // A row without its target is of no use.
    REQUIRE(read(bytes, {.words = {"c"}, .missing = Missing::keep, .target = "c"}).words[0] ==
            Names{"x", "y", "z"});
    REQUIRE(read(bytes, {.columns = {"a"}, .missing = Missing::keep, .target = "b"}).column("b") ==
            Eigen::Vector3d(2, 4, 6));

    REQUIRE(error("a\nNA\n", {.missing = Missing::drop}) ==
            "at least one row of numbers, got none without gaps");
    REQUIRE(error("a,b\nNA\n", {.missing = Missing::drop}) == "2 fields in line 2, got 1");
    REQUIRE(error("a\nx\n", {.missing = Missing::keep}) ==
            "a number in line 2, column 1 'a', got 'x'" + word());
    REQUIRE(error("a\ninf\n", {.missing = Missing::keep}) ==
            "a finite number in line 2, column 1 'a', got 'inf'");
    for (const std::string text :
         {"NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None", "\"\""})
        REQUIRE(std::isnan(read("a\n" + text + "\n", {.missing = Missing::keep}).values(0, 0)));
}

TEST_CASE("what a gap looks like can be said", "[io]") {
    using namespace read_csv_test;
    const std::string_view bytes = "country,size\nNA,-9\nDE,1\n";
    const Csv csv = read(bytes, {.words = {"country"}, .missing = Missing::keep, .gaps = {"", "-9"}});
    REQUIRE(csv.words[0] == Names{"NA", "DE"});
    REQUIRE(std::isnan(csv.values(0, 0)));
    REQUIRE(read(bytes, {.words = {"country"}, .gaps = {}}).values == rows(1, {-9, 1}));
}
