package io.medicaledu.shared;

import java.text.Normalizer;

/** What people write, as it is kept and as it can be shown anywhere. */
public final class Texts {

    /** Controls, line and paragraph separators, and what turns the direction of the text after it. */
    private static final String HARMFUL =
            " *[\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+ *";

    /** Letters and marks that show nothing: joiners, fillers, variation selectors. */
    private static final String INVISIBLE =
            "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0";

    private static final String HIDDEN =
            "[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Zs}" + INVISIBLE + "\\x{E0100}-\\x{E01EF}]";

    private Texts() {}

    /** The same text in Unicode's composed form (NFC): letters with marks are the same however they were typed. */
    public static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** True if there is something in it that one cannot see: blanks, controls, zero-width and direction characters. */
    public static boolean hidesSomething(String text) {
        return text.matches("(?s).*" + HIDDEN + ".*");
    }

    /** True if there is nothing in it that one can see. */
    public static boolean isInvisible(String text) {
        return text.matches("(?s)" + HIDDEN + "*");
    }

    /**
     * The text on one line, for a heading, a mail header or another person's list: nothing in it breaks the line, or turns
     * the direction of what stands around it.
     */
    public static String singleLine(String text) {
        return text.replaceAll(HARMFUL, " ").strip();
    }
}
