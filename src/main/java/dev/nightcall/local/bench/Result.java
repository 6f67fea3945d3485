package dev.nightcall.local.bench;

/**
 * One line of the table.
 *
 * @param measurement its letter
 * @param aim         what it should be, in words; null when there is no aim
 * @param met         whether it is; null when there is no aim
 * @param row         of the short table at the end; null when it is not in there
 */
public record Result(String measurement, String what, double value, String unit, String aim, Boolean met, String row) {

    static Result of(String measurement, String what, double value, String unit) {
        return new Result(measurement, what, value, unit, null, null, null);
    }

    static Result atMost(String measurement, String what, double value, String unit, double most) {
        return new Result(measurement, what, value, unit, "<= " + Report.number(most), value <= most, null);
    }

    static Result atLeast(String measurement, String what, double value, String unit, double least) {
        return new Result(measurement, what, value, unit, ">= " + Report.number(least), value >= least, null);
    }

    static Result exactly(String measurement, String what, double value, String unit, double aim) {
        return new Result(measurement, what, value, unit, "= " + Report.number(aim), Double.compare(value, aim) == 0,
                null);
    }

    /** The same, and in the short table at the end. */
    Result inRow(String title) {
        return new Result(measurement, what, value, unit, aim, met, title);
    }
}
