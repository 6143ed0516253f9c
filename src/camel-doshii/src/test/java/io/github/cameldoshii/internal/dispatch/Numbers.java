package io.github.cameldoshii.internal.dispatch;

import java.util.List;
import java.util.stream.IntStream;

/** The numbers from 0, as items to deliver and to expect. */
final class Numbers {

    private Numbers() {}

    static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
