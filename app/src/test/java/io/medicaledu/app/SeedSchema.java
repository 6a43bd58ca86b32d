package io.medicaledu.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schema that the platform replaces, as its document lists it: tables, fields and indexes. */
final class SeedSchema {

    private static final Pattern NAME = Pattern.compile("`\\(?([A-Za-z, ]+)\\)?`");

    private SeedSchema() {}

    /** A field, in our spelling. */
    record Field(String table, String column) {}

    /** @param columns in our spelling, comma-separated */
    record Index(String table, String columns, boolean unique) {}

    static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        read(
                "**Key Fields:**",
                (table, line) -> names(line.split(": ", 2)[0]).forEach(name -> fields.add(new Field(table, name))));
        return fields;
    }

    static List<Index> indexes() {
        List<Index> indexes = new ArrayList<>();
        read(
                "**Indexes:**",
                (table, line) -> indexes.add(new Index(
                        table,
                        String.join(", ", names(line)),
                        line.toLowerCase(Locale.ROOT).contains("unique"))));
        return indexes;
    }

    /** Hands on each bullet below the heading in the section of each table. */
    private static void read(String heading, BiConsumer<String, String> bullet) {
        String table = "";
        boolean wanted = false;
        for (String line : document().lines().toList()) {
            if (line.startsWith("### ") || line.startsWith("## ")) {
                table = line.endsWith(" Table")
                        ? snakeCase(line.replace("### ", "").replace(" Table", ""))
                        : "";
            } else if (line.startsWith("**")) {
                wanted = line.strip().equals(heading);
            } else if (wanted && !table.isEmpty() && line.startsWith("- ")) {
                bullet.accept(table, line);
            }
        }
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            for (String name : matcher.group(1).split(", ")) {
                names.add(snakeCase(name));
            }
        }
        return names;
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String document() {
        try (InputStream in = SeedSchema.class.getResourceAsStream("/seed/schema.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
