package io.medicaledu.sandbox.paypal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** The few ASN.1 values of a certificate, in DER (ITU-T X.690): a tag, a length, the content. */
final class Der {

    private static final DateTimeFormatter SHORT_YEAR =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LONG_YEAR =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int FIRST_LONG_YEAR = 2050;
    private static final Pattern DOT = Pattern.compile("\\.");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, parts);
    }

    static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    /** @param unused how many bits at the end do not count */
    static byte[] bits(int unused, byte[] bytes) {
        return value(0x03, new byte[] {(byte) unused}, bytes);
    }

    static byte[] octets(byte[] bytes) {
        return value(0x04, bytes);
    }

    static byte[] nothing() {
        return value(0x05);
    }

    /** @param dotted as in {@code 2.5.4.3} */
    static byte[] identifier(String dotted) {
        List<Long> arcs = DOT.splitAsStream(dotted).map(Long::valueOf).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        base128(bytes, arcs.get(0) * 40 + arcs.get(1));
        arcs.stream().skip(2).forEach(arc -> base128(bytes, arc));
        return value(0x06, bytes.toByteArray());
    }

    private static void base128(ByteArrayOutputStream bytes, long number) {
        int shift = (63 - Long.numberOfLeadingZeros(Math.max(number, 1))) / 7 * 7;
        for (; shift > 0; shift -= 7) {
            bytes.write((int) (number >> shift & 0x7f | 0x80));
        }
        bytes.write((int) (number & 0x7f));
    }

    static byte[] text(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** To the second; years from 2050 on have four digits, earlier ones two (RFC 5280, 4.1.2.5). */
    static byte[] time(Instant time) {
        boolean isLong = time.atZone(ZoneOffset.UTC).getYear() >= FIRST_LONG_YEAR;
        String digits = (isLong ? LONG_YEAR : SHORT_YEAR).format(time);
        return value(isLong ? 0x18 : 0x17, digits.getBytes(StandardCharsets.US_ASCII));
    }

    /** A part whose meaning its number gives, around another value. */
    static byte[] numbered(int number, byte[] value) {
        return value(0xa0 | number, value);
    }

    /** A part whose meaning its number gives, with plain content. */
    static byte[] numberedContent(int number, byte[] content) {
        return value(0x80 | number, content);
    }

    private static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length + 6);
        bytes.write(tag);
        if (length < 0x80) {
            bytes.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0;
            bytes.write(0x80 | digits.length - from);
            bytes.write(digits, from, digits.length - from);
        }
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
