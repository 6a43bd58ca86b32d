package io.medicaledu.rating.api;

import io.medicaledu.shared.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * @param rating 1 to 5 stars
 * @param text what the student has to say (personal data)
 * @param isPublic whether others may see it
 */
public record Review(int rating, @PersonalData @Nullable String text, boolean isPublic) {

    private static final int BEST = 5;

    /** @throws IllegalArgumentException if the rating is out of range */
    public Review {
        if (rating < 1 || rating > BEST) {
            throw new IllegalArgumentException("rating must be 1 to 5");
        }
    }
}
