package io.medicaledu.receipt.query;

import java.io.IOException;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Text as the fonts of one document can show it. Never fails: a letter that no font has becomes a question mark. */
final class PdfText {

    private static final int UNKNOWN = '?';
    private static final float UNITS = 1_000;

    private final List<Face> faces;

    PdfText(List<Face> faces) {
        this.faces = faces;
    }

    /** A font with its table of letters. */
    record Face(PDType0Font font, CmapLookup letters) {

        boolean has(int codePoint) {
            return letters.getGlyphId(codePoint) > 0;
        }
    }

    /** A piece of text that one font can show. */
    record Run(PDType0Font font, String text) {}

    /** The pieces from left to right, as they are drawn. */
    List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        Face current = faces.getFirst();
        for (int original : visual(clean(text)).codePoints().toArray()) {
            Face face = faceOf(original, current);
            if (face != current && !pending.isEmpty()) {
                runs.add(new Run(current.font(), pending.toString()));
                pending.setLength(0);
            }
            current = face;
            pending.appendCodePoint(face.has(original) ? original : UNKNOWN);
        }
        if (!pending.isEmpty()) {
            runs.add(new Run(current.font(), pending.toString()));
        }
        return runs;
    }

    /** In points. */
    float width(String text, float size) throws IOException {
        float width = 0;
        for (Run run : runs(text)) {
            width += run.font().getStringWidth(run.text()) * size / UNITS;
        }
        return width;
    }

    /** The text in lines that are not wider; what does not fit into that many lines is cut off with an ellipsis. */
    List<String> wrap(String text, float size, float width, int maxLines) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words(clean(text), size, width)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || width(longer, size) <= width) {
                line = longer;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        boolean tooMany = lines.size() > maxLines;
        List<String> kept = new ArrayList<>(lines.subList(0, Math.min(lines.size(), maxLines)));
        if (tooMany) {
            kept.add(kept.removeLast() + " …");
        }
        List<String> fitting = new ArrayList<>();
        for (String each : kept) {
            fitting.add(fit(each, size, width));
        }
        return fitting;
    }

    /** A word that is wider than the line is taken apart. */
    private List<String> words(String text, float size, float width) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            String rest = word;
            while (width(rest, size) > width) {
                int end = Math.max(fitting(rest, size, width), rest.offsetByCodePoints(0, 1));
                words.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            words.add(rest);
        }
        return words;
    }

    private String fit(String line, float size, float width) throws IOException {
        if (width(line, size) <= width) {
            return line;
        }
        int end = fitting(line, size, width - width("…", size));
        return line.substring(0, end).stripTrailing() + "…";
    }

    /** How much of the beginning fits. */
    private int fitting(String line, float size, float width) throws IOException {
        int end = line.length();
        while (end > 0 && width(line.substring(0, end), size) > width) {
            end = line.offsetByCodePoints(end, -1);
        }
        return end;
    }

    private Face faceOf(int codePoint, Face current) {
        if (current.has(codePoint)) {
            return current;
        }
        return faces.stream().filter(face -> face.has(codePoint)).findFirst().orElse(faces.getFirst());
    }

    /** Composed letters, as fonts have them; no line ends or other control characters. */
    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\p{Cntrl}|\\p{Cf}", " ")
                .replaceAll(" {2,}", " ")
                .strip();
    }

    /** PDF draws from left to right; Hebrew names are turned round for it. */
    private static String visual(String text) {
        if (!Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            return text;
        }
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        byte[] levels = new byte[bidi.getRunCount()];
        String[] parts = new String[levels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String part = text.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            parts[i] = levels[i] % 2 == 0
                    ? part
                    : new StringBuilder(part).reverse().toString();
        }
        Bidi.reorderVisually(levels, 0, parts, 0, parts.length);
        return String.join("", parts);
    }
}
