package io.medicaledu.catalog.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseCommand.AddMaterial;
import io.medicaledu.catalog.api.CourseCommand.ChangeCourse;
import io.medicaledu.catalog.api.CourseCommand.ChangeMaterial;
import io.medicaledu.catalog.api.CourseCommand.CreateCourse;
import io.medicaledu.catalog.api.CourseCommand.DeleteCourse;
import io.medicaledu.catalog.api.CourseCommand.OrderMaterials;
import io.medicaledu.catalog.api.CourseCommand.PublishCourse;
import io.medicaledu.catalog.api.CourseCommand.RemoveMaterial;
import io.medicaledu.catalog.api.CourseCommand.UnpublishCourse;
import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.catalog.api.CourseEvent.BookingRulesSet;
import io.medicaledu.catalog.api.CourseEvent.CourseChanged;
import io.medicaledu.catalog.api.CourseEvent.CourseCreated;
import io.medicaledu.catalog.api.CourseEvent.CourseDeleted;
import io.medicaledu.catalog.api.CourseEvent.CourseHandedOver;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.CourseUnpublished;
import io.medicaledu.catalog.api.CourseEvent.MaterialAdded;
import io.medicaledu.catalog.api.CourseEvent.MaterialChanged;
import io.medicaledu.catalog.api.CourseEvent.MaterialRemoved;
import io.medicaledu.catalog.api.CourseEvent.MaterialsOrdered;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A course of one instructor. Guards who may change it, its materials, publication, and soft deletion. */
@Aggregate
class Course {

    @AggregateIdentifier
    private UUID courseId;

    private UUID instructorId;
    private CourseDetails details;
    private CancellationPolicy policy;
    private BookingRules rules = BookingRules.NONE;
    private final Materials materials = new Materials();
    private boolean published;
    private boolean deleted;

    @CommandHandler
    Course(CreateCourse command, PriceLimits prices) {
        prices.requireChargeable(command.details().price());
        apply(new CourseCreated(command.courseId(), command.instructorId(), command.details(), command.policy()));
        if (!command.rules().equals(BookingRules.NONE)) {
            apply(new BookingRulesSet(command.courseId(), command.rules()));
        }
    }

    @CommandHandler
    void handle(ChangeCourse command, MetaData metaData, PriceLimits prices) {
        requireMayChange(metaData);
        CourseDetails changed = command.change().applyTo(details);
        requireSameCurrency(changed);
        if (!changed.price().equals(details.price())) {
            prices.requireChargeable(changed.price());
        }
        CancellationPolicy newPolicy = command.change().applyTo(policy);
        BookingRules newRules = command.change().applyTo(rules);
        if (!changed.equals(details) || !newPolicy.equals(policy)) {
            apply(new CourseChanged(courseId, changed, newPolicy));
        }
        if (!newRules.equals(rules)) {
            apply(new BookingRulesSet(courseId, newRules));
        }
    }

    @CommandHandler
    void handle(PublishCourse command, MetaData metaData, Clock clock, CourseTeachers teachers) {
        requireMayChange(metaData);
        if (!published) {
            teachers.requireTeacher(instructorId);
            apply(new CoursePublished(courseId, clock.instant()));
        }
    }

    @CommandHandler
    void handle(UnpublishCourse command, MetaData metaData) {
        requireMayChange(metaData);
        unpublish();
    }

    UUID instructorId() {
        return instructorId;
    }

    void unpublish() {
        if (published) {
            apply(new CourseUnpublished(courseId));
        }
    }

    void handOver(UUID toInstructor) {
        if (!toInstructor.equals(instructorId)) {
            apply(new CourseHandedOver(courseId, toInstructor, instructorId));
        }
    }

    @CommandHandler
    void handle(DeleteCourse command, MetaData metaData, Clock clock) {
        requireMayChange(metaData);
        apply(new CourseDeleted(courseId, clock.instant()));
    }

    @CommandHandler
    UUID handle(AddMaterial command, MetaData metaData) {
        requireMayChange(metaData);
        int sortIndex = command.sortIndex() == null ? materials.nextSortIndex() : command.sortIndex();
        apply(new MaterialAdded(courseId, command.materialId(), command.details(), sortIndex));
        return command.materialId();
    }

    @CommandHandler
    void handle(ChangeMaterial command, MetaData metaData) {
        requireMayChange(metaData);
        Materials.Material old = materials.require(command.materialId());
        Materials.Material changed = new Materials.Material(
                command.change().applyTo(old.details()),
                command.change().sortIndex().of(old.sortIndex(), materials.nextSortIndex()));
        if (!changed.equals(old)) {
            apply(new MaterialChanged(courseId, command.materialId(), changed.details(), changed.sortIndex()));
        }
    }

    @CommandHandler
    void handle(RemoveMaterial command, MetaData metaData, Clock clock) {
        requireMayChange(metaData);
        materials.require(command.materialId());
        apply(new MaterialRemoved(courseId, command.materialId(), clock.instant()));
    }

    @CommandHandler
    void handle(OrderMaterials command, MetaData metaData) {
        requireMayChange(metaData);
        materials.requireAll(command.materialIds());
        if (!materials.areOrdered(command.materialIds())) {
            apply(new MaterialsOrdered(courseId, command.materialIds()));
        }
    }

    private void requireMayChange(MetaData metaData) {
        requireMayChange(Actor.of(metaData));
    }

    /** @throws Problem {@code not-found}, {@code forbidden} */
    void requireMayChange(Actor actor) {
        if (deleted || (!published && !actor.is(instructorId) && !actor.isAdmin() && !actor.isSystem())) {
            throw Problem.notFound("course");
        }
        actor.requireOwner(instructorId);
    }

    /** Slots and bookings are priced in the course's currency; it is fixed when the course is created. */
    private void requireSameCurrency(CourseDetails changed) {
        if (!changed.price().currency().equals(details.price().currency())) {
            throw Problem.invalid("price.currency", "cannot be changed after the course was created");
        }
    }

    @EventSourcingHandler
    void on(CourseCreated event) {
        courseId = event.courseId();
        instructorId = event.instructorId();
        details = event.details();
        policy = event.cancellationPolicy();
    }

    @EventSourcingHandler
    void on(CourseChanged event) {
        details = event.details();
        policy = event.cancellationPolicy();
    }

    @EventSourcingHandler
    void on(BookingRulesSet event) {
        rules = event.rules();
    }

    @EventSourcingHandler
    void on(MaterialAdded event) {
        materials.put(event.materialId(), event.details(), event.sortIndex());
    }

    @EventSourcingHandler
    void on(MaterialChanged event) {
        materials.put(event.materialId(), event.details(), event.sortIndex());
    }

    @EventSourcingHandler
    void on(MaterialRemoved event) {
        materials.remove(event.materialId());
    }

    @EventSourcingHandler
    void on(MaterialsOrdered event) {
        materials.order(event.materialIds());
    }

    @EventSourcingHandler
    void on(CoursePublished event) {
        published = true;
    }

    @EventSourcingHandler
    void on(CourseUnpublished event) {
        published = false;
    }

    @EventSourcingHandler
    void on(CourseHandedOver event) {
        instructorId = event.instructorId();
    }

    @EventSourcingHandler
    void on(CourseDeleted event) {
        deleted = true;
        published = false;
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Course() {}
}
