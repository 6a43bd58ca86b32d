package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.MaterialDetails;
import io.medicaledu.shared.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** The materials of one course. */
final class Materials {

    private final Map<UUID, Material> byId = new HashMap<>();

    record Material(MaterialDetails details, int sortIndex) {}

    /** @throws Problem {@code not-found} */
    Material require(UUID materialId) {
        Material material = byId.get(materialId);
        if (material == null) {
            throw Problem.notFound("material");
        }
        return material;
    }

    /** @throws Problem {@code validation} unless each material is named exactly once */
    void requireAll(List<UUID> materialIds) {
        if (materialIds.size() != byId.size() || !new HashSet<>(materialIds).equals(byId.keySet())) {
            throw Problem.invalid("materialIds", "must name each of the course's materials once");
        }
    }

    /** True if each has the place in the list as its sort index already. */
    boolean areOrdered(List<UUID> materialIds) {
        return IntStream.range(0, materialIds.size())
                .allMatch(index -> require(materialIds.get(index)).sortIndex() == index);
    }

    int nextSortIndex() {
        return byId.values().stream().mapToInt(Material::sortIndex).max().orElse(-1) + 1;
    }

    void put(UUID materialId, MaterialDetails details, int sortIndex) {
        byId.put(materialId, new Material(details, sortIndex));
    }

    void remove(UUID materialId) {
        byId.remove(materialId);
    }

    void order(List<UUID> materialIds) {
        for (int index = 0; index < materialIds.size(); index++) {
            UUID id = materialIds.get(index);
            put(id, require(id).details(), index);
        }
    }
}
