package org.maillage.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.maillage.kernel.DepartmentCode;
import org.maillage.network.NetworkMap.Shape;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The real outlines of the departments, from the resource {@code france/outlines.tsv} (docs/data.md). */
@Component
public class Outlines {
    private record Outline(String code, int left, int top, int right, int bottom, int x, int y, String path) {
        boolean meets(int l, int t, int r, int b) {
            return left < r && right > l && top < b && bottom > t;
        }
    }

    private final Map<String, Outline> outlines = read();

    Outlines() {}

    /** A map that holds {@code departments} and a rim of what lies around them. */
    public NetworkMap of(List<Department> departments) {
        var own = new ArrayList<Outline>();
        var shapes = new ArrayList<Shape>();
        for (Department department : departments) {
            Outline outline = outlines.get(department.code().code());
            if (outline == null) continue; // overseas
            own.add(outline);
            shapes.add(shape(outline, department));
        }
        if (own.isEmpty()) return new NetworkMap(0, 0, 1, 1, List.of(), List.of());
        int left = own.stream().mapToInt(Outline::left).min().orElseThrow();
        int top = own.stream().mapToInt(Outline::top).min().orElseThrow();
        int right = own.stream().mapToInt(Outline::right).max().orElseThrow();
        int bottom = own.stream().mapToInt(Outline::bottom).max().orElseThrow();
        int rim = Math.max(right - left, bottom - top) / 12;
        var around = outlines.values().stream()
                .filter(o -> !own.contains(o))
                .filter(o -> o.meets(left - rim, top - rim, right + rim, bottom + rim))
                .map(o -> shape(o, new Department(new DepartmentCode(o.code()), o.code())))
                .toList();
        return new NetworkMap(
                left - rim, top - rim, right - left + 2 * rim, bottom - top + 2 * rim, List.copyOf(shapes), around);
    }

    private static Shape shape(Outline o, Department department) {
        return new Shape(department, o.path(), o.x(), o.y());
    }

    private static Map<String, Outline> read() {
        try (var lines = new BufferedReader(new InputStreamReader(
                new ClassPathResource("france/outlines.tsv").getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> line.split("\t")).collect(Collectors.toMap(part -> part[0], part -> {
                int[] n = Arrays.stream(part, 1, 7).mapToInt(Integer::parseInt).toArray();
                return new Outline(part[0], n[0], n[1], n[2], n[3], n[4], n[5], part[7]);
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
