using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RentABot.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RefusedAttempts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "refused_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resource_id = table.Column<long>(type: "bigint", nullable: true),
                    reservation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    client_id = table.Column<string>(type: "text", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    user_agent = table.Column<string>(type: "text", nullable: true),
                    details = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refused_attempts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_actor_id",
                table: "refused_attempts",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_occurred_at",
                table: "refused_attempts",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_reservation_id_id",
                table: "refused_attempts",
                columns: new[] { "reservation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_resource_id_id",
                table: "refused_attempts",
                columns: new[] { "resource_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refused_attempts");
        }
    }
}
