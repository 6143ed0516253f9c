package io.github.cameldoshii.simulator.fault;

import java.util.HexFormat;

/** Bytes as they are written in a fault. */
final class Hex {

    private Hex() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(String hex, int repeat) {
        byte[] once = HexFormat.of().parseHex(hex == null ? "" : hex.replace(" ", ""));
        byte[] bytes = new byte[Math.multiplyExact(once.length, repeat)];
        for (int i = 0; i < repeat; i++) {
            System.arraycopy(once, 0, bytes, i * once.length, once.length);
        }
        return bytes;
    }
}
