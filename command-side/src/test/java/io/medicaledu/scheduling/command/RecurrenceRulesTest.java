package io.medicaledu.scheduling.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medicaledu.scheduling.api.SeriesPlan;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceRulesTest {

    private static SeriesPlan plan(String rrule, String zone, String first) {
        return new SeriesPlan(
                Ids.next(), rrule, ZoneId.of(zone), LocalDateTime.parse(first), 60, null, 1, null, null, false);
    }

    private static List<String> starts(SeriesPlan plan) {
        return RecurrenceRules.expand(plan).stream()
                .map(each -> each.startTimeUtc().toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Australia/Lord_Howe | 2027-10-02T02:15 | FREQ=DAILY;COUNT=3  | 2027-10-01T15:45:00Z 2027-10-02T15:45:00Z 2027-10-03T15:15:00Z
            Antarctica/Troll    | 2027-03-27T02:00 | FREQ=DAILY;COUNT=3  | 2027-03-27T02:00:00Z 2027-03-28T02:00:00Z 2027-03-29T00:00:00Z
            Africa/Casablanca   | 2027-01-30T02:30 | FREQ=WEEKLY;COUNT=3 | 2027-01-30T01:30:00Z 2027-02-06T01:30:00Z 2027-02-13T02:30:00Z
            America/Santiago    | 2027-09-04T00:30 | FREQ=DAILY;COUNT=3  | 2027-09-04T04:30:00Z 2027-09-05T04:30:00Z 2027-09-06T03:30:00Z
            Pacific/Apia        | 2011-12-29T09:00 | FREQ=DAILY;COUNT=3  | 2011-12-29T19:00:00Z 2011-12-30T19:00:00Z
            America/New_York    | 2027-03-13T09:00 | FREQ=DAILY;UNTIL=20270315T125959Z | 2027-03-13T14:00:00Z 2027-03-14T13:00:00Z
            """)
    void unusualTransitionsKeepTheClockOnTheWall(String zone, String first, String rrule, String starts) {
        assertThat(starts(plan(rrule, zone, first))).containsExactly(starts.split(" "));
    }

    @Test
    void whatFallsOnTheSameMomentCountsOnce() {
        assertThat(starts(plan("FREQ=HOURLY;COUNT=4", "America/New_York", "2027-03-14T01:30")))
                .containsExactly("2027-03-14T06:30:00Z", "2027-03-14T07:30:00Z", "2027-03-14T08:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
                "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
                "FREQ=YEARLY;INTERVAL=1000;COUNT=1000",
                "FREQ=YEARLY;INTERVAL=2147483647;COUNT=3",
                "FREQ=DAILY;COUNT=2;UNTIL=20270401",
                "EXDATE=20270314T090000Z;FREQ=DAILY;COUNT=3"
            })
    void rulesThatCannotBeWorkedOutAreRefused(String rrule) {
        assertThatThrownBy(() -> RecurrenceRules.expand(plan(rrule, "UTC", "2027-03-13T09:00")))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("rrule");
    }
}
