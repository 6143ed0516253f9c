package io.github.cameldoshii.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StateRepository;

/** Behaviour that is broken on purpose, from outside the component, to see that the oracle finds it. */
enum Sabotage {
    NONE,

    /** Of what was recovered, one entity in three never gets to the route. */
    DROP_RECOVERED {
        @Override
        Recorder around(Recorder recorder) {
            return line -> {
                boolean recovered = line.origin().equals("catchup");
                if (!recovered || !isVictim(line.id())) {
                    recorder.finished(line);
                }
            };
        }
    },

    /** Rows of one entity in three are left out of every list. */
    HIDE_ROWS {
        @Override
        void on(DoshiiSimulator simulator) {
            simulator.faults().add(Fault.on(Match.rest("GET", "*")).onRest((call, next) -> {
                call.rewrite(Sabotage::withoutVictims);
                next.run();
            }));
        }
    },

    /** What is stored as position is the present, whatever is not finished or not yet recovered. */
    ADVANCE_POSITION {
        @Override
        StateRepository<String, String> around(StateRepository<String, String> positions) {
            return new BrokenStore.Early(positions);
        }

        /** The overlap would make good for it. */
        @Override
        void on(CamelContext context) {
            context.getComponent("doshii", DoshiiComponent.class)
                    .getConfiguration()
                    .setCatchUpOverlap(1);
        }
    },

    /** The first position that is stored stays the one. */
    FREEZE_POSITION {
        @Override
        StateRepository<String, String> around(StateRepository<String, String> positions) {
            return new BrokenStore.Frozen(positions);
        }
    },

    /** What was delivered is forgotten whenever a route starts. */
    FORGET_HISTORY {
        @Override
        StateRepository<String, String> around(StateRepository<String, String> positions) {
            return new BrokenStore.OtherHistory(positions, history -> "");
        }
    },

    /** What was delivered is of an hour ago, and an older state, to a route that starts. */
    AGE_HISTORY {
        @Override
        StateRepository<String, String> around(StateRepository<String, String> positions) {
            return new BrokenStore.OtherHistory(positions, BrokenStore::aged);
        }
    },

    /** What was delivered of one entity was delivered of another to a route that starts. */
    MIX_HISTORY {
        @Override
        StateRepository<String, String> around(StateRepository<String, String> positions) {
            return new BrokenStore.OtherHistory(positions, BrokenStore::mixedUp);
        }
    },

    /** Who is taken over is never told. */
    NEVER_FENCED {
        @Override
        StateRepository<String, String> around(StateRepository<String, String> positions) {
            return new BrokenStore(positions);
        }
    },

    /** That something is lost is never told. */
    HIDE_GAPS {
        @Override
        Recorder around(Recorder recorder) {
            return line -> {
                if (!line.isAboutConnection() || !line.status().equals("gap")) {
                    recorder.finished(line);
                }
            };
        }
    },

    /** What was recovered is not told where another location has told of the same id. */
    MIX_LOCATIONS {
        @Override
        Recorder around(Recorder recorder) {
            Map<String, String> locations = new ConcurrentHashMap<>();
            return line -> {
                String known = locations.putIfAbsent(line.route() + line.entity() + line.id(), line.location());
                if (line.origin().equals("socket") || known == null || known.equals(line.location())) {
                    recorder.finished(line);
                }
            };
        }
    },

    /** The first two things that the route is told of an entity change places. */
    REORDER {
        @Override
        Recorder around(Recorder recorder) {
            Map<String, Line> first = new ConcurrentHashMap<>();
            return line -> {
                String entity = line.route() + line.entity() + line.id();
                if (line.eventType().endsWith("_created")) {
                    first.put(entity, line);
                    return;
                }
                recorder.finished(line);
                Line before = first.remove(entity);
                if (before != null) {
                    recorder.finished(before);
                }
            };
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Puts the fault between route and recorder. */
    Recorder around(Recorder recorder) {
        return recorder;
    }

    /** Puts the fault between component and repository. */
    StateRepository<String, String> around(StateRepository<String, String> positions) {
        return positions;
    }

    /** Puts the fault into the service. */
    void on(DoshiiSimulator simulator) {}

    /** Puts the fault into a context that is not started yet. */
    void on(CamelContext context) {}

    private static boolean isVictim(String id) {
        return !id.isEmpty() && Character.digit(id.charAt(id.length() - 1), 10) % 3 == 0;
    }

    private static String withoutVictims(String body) {
        try {
            JsonNode page = JSON.readTree(body);
            JsonNode rows = page.isArray() ? page : page.path("rows");
            if (rows instanceof ArrayNode array) {
                for (Iterator<JsonNode> i = array.iterator(); i.hasNext(); ) {
                    JsonNode row = i.next();
                    // Locations stay.
                    if (row.has("status") && isVictim(row.path("id").asText())) {
                        i.remove();
                    }
                }
            }
            return page.toString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
