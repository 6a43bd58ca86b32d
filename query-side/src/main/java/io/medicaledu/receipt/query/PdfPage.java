package io.medicaledu.receipt.query;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Draws on one page. Lengths are points, 72 to the inch; {@code y} counts from the bottom, as PDF does. */
final class PdfPage {

    /** Share of the letters' size by which their outline is thickened: one embedded font does for regular and bold. */
    private static final float BOLD = 0.024f;

    private final PDPageContentStream content;
    private final PdfText text;

    PdfPage(PDPageContentStream content, PdfText text) {
        this.content = content;
        this.text = text;
    }

    /** How letters look. */
    record Style(float size, boolean bold, Color color) {

        float leading() {
            return size * 1.4f;
        }
    }

    /** Draws a line of text that begins at {@code x}. */
    void left(float x, float y, Style style, String line) throws IOException {
        content.setNonStrokingColor(style.color());
        content.setStrokingColor(style.color());
        content.setLineWidth(style.size() * BOLD);
        content.beginText();
        content.setRenderingMode(style.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.newLineAtOffset(x, y);
        for (PdfText.Run run : text.runs(line)) {
            content.setFont(run.font(), style.size());
            content.showText(run.text());
        }
        content.endText();
    }

    /** Draws a line of text that ends at {@code x}. */
    void right(float x, float y, Style style, String line) throws IOException {
        left(x - text.width(line, style.size()), y, style, line);
    }

    /**
     * Draws text in as many lines as it needs.
     *
     * @return where the next line would be
     */
    float paragraph(float x, float y, Style style, String paragraph, float width, int maxLines) throws IOException {
        return lines(x, y, style, text.wrap(paragraph, style.size(), width, maxLines));
    }

    private float lines(float x, float y, Style style, List<String> lines) throws IOException {
        float at = y;
        for (String line : lines) {
            left(x, at, style, line);
            at -= style.leading();
        }
        return at;
    }

    void rule(float fromX, float toX, float y, float thickness, Color color) throws IOException {
        content.setStrokingColor(color);
        content.setLineWidth(thickness);
        content.moveTo(fromX, y);
        content.lineTo(toX, y);
        content.stroke();
    }

    void box(float x, float y, float width, float height, Color color) throws IOException {
        content.setNonStrokingColor(color);
        content.addRect(x, y, width, height);
        content.fill();
    }
}
