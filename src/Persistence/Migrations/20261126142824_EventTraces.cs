using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RentABot.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EventTraces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "trace_parent",
                table: "events",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "trace_parent",
                table: "events");
        }
    }
}
