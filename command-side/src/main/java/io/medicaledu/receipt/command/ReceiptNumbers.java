package io.medicaledu.receipt.command;

import io.medicaledu.receipt.api.ReceiptKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The last number of each kind and year. It is raised in the transaction of the event that carries it, and its row
 * stays locked until then: a roll-back gives the number back, and nobody has got a higher one meanwhile. A database
 * sequence would leave gaps.
 */
@Component
class ReceiptNumbers {

    private final JdbcClient jdbc;

    ReceiptNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number, from 1. */
    long next(ReceiptKind kind, int year) {
        return jdbc.sql("""
                        INSERT INTO command_side.receipt_numbers AS numbers (kind, year, last) VALUES (?, ?, 1)
                        ON CONFLICT (kind, year) DO UPDATE SET last = numbers.last + 1
                        RETURNING last""").params(kind.name(), year).query(Long.class).single();
    }
}
