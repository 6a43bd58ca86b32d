package io.medicaledu.booking.api;

/**
 * The sessions of whoever has given the link away: booked ones, and those that the user teaches. Answers the text of an
 * iCalendar.
 *
 * @param token the secret of the link
 */
public record CalendarQuery(String token) {

    @Override
    public String toString() {
        return "CalendarQuery[…]";
    }
}
