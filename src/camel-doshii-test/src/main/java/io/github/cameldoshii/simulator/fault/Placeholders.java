package io.github.cameldoshii.simulator.fault;

/** What stands for something else in the text of a fault. */
final class Placeholders {

    private Placeholders() {}

    /** Fills in {@code ${n}} (counts from 1), {@code ${now}} (epoch ms) and {@code ${ping}} (the ping's value). */
    static String fill(String text, int n, SocketTarget socket) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        return text.replace("${n}", Integer.toString(n))
                .replace("${now}", Long.toString(System.currentTimeMillis()))
                .replace("${ping}", socket.pingValue());
    }
}
