package io.medicaledu.app.database;

import java.nio.file.Path;

/** Another MedicalEdu process uses the data directory. */
final class DirectoryInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory) {
        super("The data directory " + directory + " is in use by another MedicalEdu process."
                + " Stop that one, or give this one another --medicaledu.embedded-database.directory");
    }
}
