package io.medicaledu.receipt.api;

import java.util.List;

/**
 * Who sold, as printed on the document.
 *
 * @param addressLines in the order in which they are printed; also registration or tax numbers that the law asks for
 */
public record Seller(String name, List<String> addressLines) {}
