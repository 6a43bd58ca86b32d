package io.medicaledu.app.demo;

import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/**
 * A course of the sample data.
 *
 * @param instructor index into {@link DemoUser#instructors()}
 * @param weekday ISO day of the week on which it is taught
 * @param startLocal when it starts on the instructor's clock
 * @param seats 1 for single tuition, more for a group
 */
record DemoCourse(CourseDetails details, int instructor, int weekday, LocalTime startLocal, int seats) {

    UUID id() {
        return Ids.derive("demo-course", details.title());
    }

    static List<DemoCourse> all() {
        return List.of(
                of(
                        "Point-of-care ultrasound: the heart in ten minutes",
                        "Emergency medicine",
                        0,
                        1,
                        "09:00",
                        1,
                        90,
                        "120.00",
                        "USD",
                        List.of("ultrasound", "echo", "POCUS"),
                        "Four standard views, what to look for in each, and when to call the cardiologist."),
                of(
                        "Reading the ECG: from rhythm to infarction",
                        "Cardiology",
                        0,
                        2,
                        "14:00",
                        12,
                        60,
                        "45.00",
                        "USD",
                        List.of("ecg", "arrhythmia"),
                        "A method that finds the culprit artery, practised on fifty tracings of real patients."),
                of(
                        "Basic surgical skills: knots, sutures, drains",
                        "Surgery",
                        0,
                        4,
                        "10:30",
                        6,
                        180,
                        "240.00",
                        "USD",
                        List.of("suturing", "hands-on"),
                        "Hands-on tuition at the bench; instruments and pads are provided."),
                of(
                        "Antibiotic stewardship on the ward",
                        "Infectious diseases",
                        1,
                        1,
                        "17:00",
                        20,
                        60,
                        "35.00",
                        "EUR",
                        List.of("antibiotics", "resistance"),
                        "Choose, dose, review, stop: cases from internal medicine and intensive care."),
                of(
                        "Paediatric resuscitation",
                        "Paediatrics",
                        1,
                        3,
                        "09:00",
                        8,
                        240,
                        "190.00",
                        "EUR",
                        List.of("resuscitation", "simulation"),
                        "Team training with a manikin after the guidelines of the European Resuscitation Council."),
                of(
                        "Neurological examination, one to one",
                        "Neurology",
                        1,
                        5,
                        "11:00",
                        1,
                        60,
                        "80.00",
                        "EUR",
                        List.of("examination", "bedside"),
                        "Cranial nerves to gait, with feedback on your own technique."),
                of(
                        "Introduction to clinical anatomy of the hand",
                        "Anatomy",
                        2,
                        2,
                        "18:00",
                        10,
                        90,
                        "9000",
                        "JPY",
                        List.of("anatomy", "hand"),
                        "Tendons, nerves and spaces, and what their injuries look like."),
                of(
                        "Endoscopy simulator: colonoscopy basics",
                        "Gastroenterology",
                        2,
                        4,
                        "16:00",
                        1,
                        60,
                        "15000",
                        "JPY",
                        List.of("endoscopy", "simulation"),
                        "Scope handling, loops and polyp detection on the simulator."),
                of(
                        "How to read a clinical trial",
                        "Research methods",
                        2,
                        6,
                        "10:00",
                        50,
                        60,
                        "0",
                        "JPY",
                        List.of("evidence", "statistics", "free"),
                        "Free journal club: bias, effect size, and what a p-value does not say."));
    }

    private static DemoCourse of(
            String title,
            String category,
            int instructor,
            int weekday,
            String start,
            int seats,
            int minutes,
            String price,
            String currency,
            List<String> tags,
            String description) {
        CourseDetails details =
                CourseDetails.of(title, Money.of(price, currency)).describedAs(description, category, tags, minutes);
        return new DemoCourse(details, instructor, weekday, LocalTime.parse(start), seats);
    }
}
