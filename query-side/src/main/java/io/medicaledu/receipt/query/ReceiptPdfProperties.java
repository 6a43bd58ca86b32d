package io.medicaledu.receipt.query;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How receipts are printed.
 *
 * @param fonts TrueType files (.ttf) for letters that the built-in font lacks, e.g. Japanese ones; asked in this order
 */
@ConfigurationProperties("medicaledu.receipt.pdf")
public record ReceiptPdfProperties(@DefaultValue List<Path> fonts) {}
