package io.medicaledu.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditExportTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Airways|Airways",
                "``|``",
                "=HYPERLINK(1)|'=HYPERLINK(1)",
                "+1|'+1",
                "-1|'-1",
                "@cmd|'@cmd",
                "a=b|a=b",
                "one, two|\"one, two\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=a,b|\"'=a,b\""
            })
    void aCellIsNoFormulaAndKeepsItsText(String value, String cell) {
        assertThat(AuditExport.cell(value)).isEqualTo(cell);
    }

    @Test
    void aLineBreakStaysInItsCell() {
        assertThat(AuditExport.cell("two\nlines")).isEqualTo("\"two\nlines\"");
    }
}
