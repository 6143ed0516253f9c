package io.github.cameldoshii.internal.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads eight bytes of an array at once, the first of them lowest. */
final class Words {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** The eight bytes that begin there. */
    static long of8(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start);
    }

    /** The bytes that begin there, but no more than eight; where there are fewer, zeros follow. */
    static long upTo8(byte[] bytes, int start, int length) {
        if (length >= Long.BYTES) {
            return of8(bytes, start);
        }
        if (start + Long.BYTES <= bytes.length) {
            return of8(bytes, start) & (1L << Long.BYTES * length) - 1;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[start + i] & 0xffL) << Long.BYTES * i;
        }
        return word;
    }
}
