package io.medicaledu.identity.api;

/** What a user may do; codes are the seed's (Admin = 0, Instructor = 1, Student = 2), which is the ordinal. */
public enum UserRole {
    Admin,
    Instructor,
    Student,
    /** Beyond the seed: reads everything that has happened, as an admin does, and changes nothing. */
    Auditor
}
