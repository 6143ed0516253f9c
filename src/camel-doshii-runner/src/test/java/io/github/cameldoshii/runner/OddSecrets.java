package io.github.cameldoshii.runner;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Secrets of every shape that some layer between the user and the service could take for something else. */
final class OddSecrets {

    static final List<String> ALL = List.of(
            "a{{bs3cretWord",
            "wq}}bTr8xK2m",
            "{{zu7Rk9pQw",
            "Hd5tYv9w}}",
            "x7Wd{{Yq4Lk2}}zPl9",
            "{{Bq5}}{{Tw8Zk}}",
            "${Lp8sQ2rXk}",
            "$simple{Jt6wB3n}",
            "Gm2%41Vc8%ZqT%",
            "Kd+9Rw+7Tb+Zy",
            "Fn#4Sx#8Bq#Lw",
            "#Wt7Yr3Pq9",
            "#bean:Zx{{9Kq4",
            "?Rt6=Wq8&Zl3&evs=Vb4Np",
            "Yh4),evs=Cw7Lk)&Xn2",
            "RAW(xs3cretWord)y)",
            "RAW(Mb4Kw8Ztp",
            "RAW{Jq5Rz7Lm}x}",
            "'Qx8\"Lk3'Vd6\"Wm",
            "C:\\xTq8\\u0041Zp\\\\{{Nw6",
            "  Nb6 Tz4 Yk8  ",
            "Vr3Wq9LdKx\n",
            "=Tb5:Kw2!Zq8=Mv",
            "!Pk6Zs9Wt2",
            "é漢Zt7Kqü😀Lw5",
            "Exchange.Tq7Rw9Zk",
            "Sd8/../%2e%2e;Wk5",
            "- {Dz6: [Kr9, &Tw4 *Lq]}",
            random(500),
            "k9#Xq",
            "Tk4Wq8Zs\\",
            "Bn3Lw7Qk\\z");

    private OddSecrets() {}

    /** The other one of two that belong together. */
    static String partner(String secret) {
        return ALL.get((ALL.indexOf(secret) + 7) % ALL.size());
    }

    /** Those that a file in Latin-1 can hold. */
    static List<String> ofLatin1() {
        return List.of("a{{bs3cretWord", "ÜäZt7Kqüß£Lw5", "C:\\xTq8\\u0041Zp\\\\{{Nw6");
    }

    private static String random(int length) {
        return new Random(4)
                .ints(length, '!', '~')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
