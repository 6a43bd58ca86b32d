package io.medicaledu.app;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Command side, sagas and query side: three slices of the code. */
final class SidesOfThePlatform implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        if (name.endsWith(".query")) {
            return SliceIdentifier.of("query side");
        }
        if (name.endsWith(".saga")) {
            return SliceIdentifier.of("sagas");
        }
        if (name.endsWith(".command") || name.matches("io\\.medicaledu\\.payment\\.(stripe|outbox|webhook)")) {
            return SliceIdentifier.of("command side");
        }
        return SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "the sides of the platform";
    }
}
