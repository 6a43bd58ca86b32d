package io.medicaledu.app.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON, one after the other: nothing of them is kept. */
final class JsonRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Writer out;
    private final Format format;
    private long written;

    JsonRows(Console console, Format format) throws IOException {
        this.out = writer(console);
        this.format = format;
        if (format == Format.json) {
            out.write("[");
        }
    }

    /** In which form they are written. */
    enum Format {
        /** One object a line. */
        ndjson,
        /** One array. */
        json
    }

    /** A single value, to be read by people, too. */
    static void write(Console console, Object value) throws IOException {
        Writer out = writer(console);
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
        out.flush();
    }

    private static Writer writer(Console console) {
        return new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
    }

    void add(Object value) throws IOException {
        if (format == Format.json) {
            out.write(written == 0 ? "\n" : ",\n");
        }
        out.write(JSON.writeValueAsString(value));
        if (format == Format.ndjson) {
            out.write("\n");
        }
        written++;
    }

    long written() {
        return written;
    }

    /** All are written. Not to be called after a failure: what is not whole must not look like it. */
    void end() throws IOException {
        if (format == Format.json) {
            out.write("\n]\n");
        }
        out.flush();
    }
}
