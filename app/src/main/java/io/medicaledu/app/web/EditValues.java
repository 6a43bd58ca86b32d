package io.medicaledu.app.web;

import io.medicaledu.shared.Edit;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** A constraint on a field of a change is one on its new value. */
@UnwrapByDefault
public final class EditValues implements ValueExtractor<Edit<@ExtractedValue ?>> {

    @Override
    public void extractValues(Edit<?> edit, ValueReceiver receiver) {
        receiver.value(null, edit.value());
    }
}
