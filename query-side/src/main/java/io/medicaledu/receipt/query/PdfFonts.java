package io.medicaledu.receipt.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;

/**
 * The fonts of the documents, embedded, so that they look the same everywhere. The first one is Liberation Sans (SIL
 * Open Font License), which PDFBox brings along: Latin with all its accents, Greek, Cyrillic, Hebrew. Others are the
 * operator's. The standard 14 fonts of PDF would do for Western Europe only.
 */
@Component
class PdfFonts {

    private static final String BUILT_IN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final List<byte[]> files = new ArrayList<>();

    /** @throws IllegalArgumentException if a file is not a TrueType font */
    PdfFonts(ReceiptPdfProperties properties) throws IOException {
        try (InputStream in = PDType0Font.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("PDFBox does not bring " + BUILT_IN);
            }
            files.add(in.readAllBytes());
        }
        for (Path file : properties.fonts()) {
            files.add(read(file));
        }
    }

    private static byte[] read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            parse(bytes).close();
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException("medicaledu.receipt.pdf.fonts: no TrueType font in " + file, e);
        }
    }

    /** The fonts for one document; only the letters that it uses are put into it. */
    PdfText open(PDDocument document) {
        try {
            List<PdfText.Face> faces = new ArrayList<>();
            for (byte[] file : files) {
                TrueTypeFont font = parse(file);
                document.registerTrueTypeFontForClosing(font);
                faces.add(new PdfText.Face(PDType0Font.load(document, font, true), font.getUnicodeCmapLookup()));
            }
            return new PdfText(faces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrueTypeFont parse(byte[] file) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(file));
    }
}
