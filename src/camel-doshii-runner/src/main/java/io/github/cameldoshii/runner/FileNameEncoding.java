package io.github.cameldoshii.runner;

import java.io.File;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the locale of the process writes file names, arguments and variables. Under {@code LC_ALL=C}, as containers and
 * services often have it, a name with other letters than ASCII can be neither written nor read.
 */
final class FileNameEncoding {

    /** Letters of different alphabets. */
    private static final String LETTERS = "é日";

    private FileNameEncoding() {}

    /** Whether this process can write any file name. */
    static boolean hasEveryLetter() {
        // Elsewhere names are Unicode whatever the locale says.
        boolean unix = File.separatorChar == '/';
        return !unix || hasEveryLetter(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    static boolean hasEveryLetter(String encoding) {
        return !Charset.isSupported(encoding)
                || Charset.forName(encoding).newEncoder().canEncode(LETTERS);
    }

    /** What is wrong and how to mend it. */
    static String remedy(Map<String, String> environment) {
        return "the locale of this process (" + locale(environment) + ") cannot express such names; set LC_ALL=C.UTF-8";
    }

    private static String locale(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                .map(name -> name + "=" + environment.get(name))
                .findFirst()
                .orElse("LC_ALL and LANG are not set");
    }
}
