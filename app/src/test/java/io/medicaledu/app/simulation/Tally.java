package io.medicaledu.app.simulation;

import io.medicaledu.app.support.Api;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What students have met with, so that a reader sees what a run has covered. */
final class Tally {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** Counts the answer and hands it on. */
    Api.Answer count(String what, Api.Answer answer) {
        counts.merge(what + " " + answer.code(), 1, Integer::sum);
        return answer;
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }
}
