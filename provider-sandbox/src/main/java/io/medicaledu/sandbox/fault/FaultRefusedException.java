package io.medicaledu.sandbox.fault;

/** A fault was asked for that does not exist. */
final class FaultRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FaultRefusedException(String message) {
        super(message, null, false, false);
    }
}
