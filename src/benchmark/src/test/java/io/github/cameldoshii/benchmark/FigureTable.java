package io.github.cameldoshii.benchmark;

import java.util.Locale;

/** What was measured, what it should be, and whether it is, as a Markdown table; each row is printed as soon as it is known. */
final class FigureTable {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder appended = new StringBuilder();

    FigureTable(String machine) {
        text.append("# Figures\n\n").append(machine).append("\n\n");
        text.append("| what | measured | target | |\n|---|---|---|---|\n");
    }

    void judged(String what, String measured, String target, boolean met) {
        row(what, measured, target, met ? "met" : "NOT met");
    }

    /** Something that explains, and that has no target. */
    void told(String what, String measured) {
        row(what, measured, "", "");
    }

    /** A table of its own, which follows this one. */
    void append(String table) {
        appended.append('\n').append(table);
    }

    private void row(String what, String measured, String target, String verdict) {
        String row = "| " + what + " | " + measured + " | " + target + " | " + verdict + " |";
        System.out.println(row);
        text.append(row).append('\n');
    }

    static String seconds(double nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    @Override
    public String toString() {
        return text.toString() + appended;
    }
}
